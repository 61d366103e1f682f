// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=d;const n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function d(i,{instancePath:s="",parentData:y,parentDataProperty:c,rootData:l=i}={}){let e=null,o=0;if(i&&typeof i==
"object"&&!Array.isArray(i)){if(i.path!==void 0){let p=i.path;if(p&&typeof p=="object"&&!Array.isArray(p))for(const t in p){const r={instancePath:s+"/path",schemaPath:"\
#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[r]:e.push(r),o++}else{const t={instancePath:s+
"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),o++}}if(i.query!==void 0){let p=i.query;if(p&&typeof p==
"object"&&!Array.isArray(p))for(const t in p){const r={instancePath:s+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalPropertie\
s",params:{additionalProperty:t}};e===null?e=[r]:e.push(r),o++}else{const t={instancePath:s+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{
type:"object"}};e===null?e=[t]:e.push(t),o++}}if(i.header!==void 0){let p=i.header;if(!(p&&typeof p=="object"&&!Array.isArray(p))){const t={instancePath:s+"/hea\
der",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),o++}}if(i.body!==void 0){let p=i.body;if(p&&typeof p==
"object"&&!Array.isArray(p)){if(p.customer_id===void 0){const t={instancePath:s+"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"\
customer_id"}};e===null?e=[t]:e.push(t),o++}if(p.card===void 0){const t={instancePath:s+"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{
missingProperty:"card"}};e===null?e=[t]:e.push(t),o++}for(const t in p)if(!(t==="customer_id"||t==="card")){const r={instancePath:s+"/body",schemaPath:"#/proper\
ties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[r]:e.push(r),o++}if(p.customer_id!==void 0){let t=p.customer_id;
if(typeof t=="string"){if(!n.test(t)){const r={instancePath:s+"/body/customer_id",schemaPath:"#/properties/body/properties/customer_id/pattern",keyword:"pattern",
params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[r]:e.push(r),o++}}else{const r={instancePath:s+"/body/customer_id",schemaPath:"#/properties/body/pro\
perties/customer_id/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),o++}}if(p.card!==void 0){let t=p.card;if(t&&typeof t=="object"&&!Array.
isArray(t)){if(t.number===void 0){const r={instancePath:s+"/body/card",schemaPath:"#/properties/body/properties/card/required",keyword:"required",params:{missingProperty:"\
number"}};e===null?e=[r]:e.push(r),o++}if(t.exp_month===void 0){const r={instancePath:s+"/body/card",schemaPath:"#/properties/body/properties/card/required",keyword:"\
required",params:{missingProperty:"exp_month"}};e===null?e=[r]:e.push(r),o++}if(t.exp_year===void 0){const r={instancePath:s+"/body/card",schemaPath:"#/properti\
es/body/properties/card/required",keyword:"required",params:{missingProperty:"exp_year"}};e===null?e=[r]:e.push(r),o++}for(const r in t)if(!(r==="number"||r==="\
exp_month"||r==="exp_year"||r==="cvc")){const a={instancePath:s+"/body/card",schemaPath:"#/properties/body/properties/card/additionalProperties",keyword:"additi\
onalProperties",params:{additionalProperty:r}};e===null?e=[a]:e.push(a),o++}if(t.number!==void 0&&typeof t.number!="string"){const r={instancePath:s+"/body/card\
/number",schemaPath:"#/properties/body/properties/card/properties/number/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),o++}if(t.exp_month!==
void 0){let r=t.exp_month;if(!(typeof r=="number"&&!(r%1)&&!isNaN(r)&&isFinite(r))){const a={instancePath:s+"/body/card/exp_month",schemaPath:"#/properties/body\
/properties/card/properties/exp_month/type",keyword:"type",params:{type:"integer"}};e===null?e=[a]:e.push(a),o++}}if(t.exp_year!==void 0){let r=t.exp_year;if(!(typeof r==
"number"&&!(r%1)&&!isNaN(r)&&isFinite(r))){const a={instancePath:s+"/body/card/exp_year",schemaPath:"#/properties/body/properties/card/properties/exp_year/type",
keyword:"type",params:{type:"integer"}};e===null?e=[a]:e.push(a),o++}}if(t.cvc!==void 0&&typeof t.cvc!="string"){const r={instancePath:s+"/body/card/cvc",schemaPath:"\
#/properties/body/properties/card/properties/cvc/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),o++}}else{const r={instancePath:s+"/body/\
card",schemaPath:"#/properties/body/properties/card/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),o++}}}else{const t={instancePath:s+"/b\
ody",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),o++}}}else{const p={instancePath:s,schemaPath:"#/type",
keyword:"type",params:{type:"object"}};e===null?e=[p]:e.push(p),o++}return d.errors=e,o===0}exports.operation={id:"createToken",method:"POST",path:"/tokens",cardData:!0,
decimals:[],cardNumbers:["card.number"],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"required",
validate:exports.validate};
