// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=o;const n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,120}$","u");function o(p,{instancePath:s="",parentData:y,parentDataProperty:d,rootData:l=p}={}){let e=null,i=0;if(p&&typeof p==
"object"&&!Array.isArray(p)){if(p.path!==void 0){let t=p.path;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.payment_id===void 0){const r={instancePath:s+"/p\
ath",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"payment_id"}};e===null?e=[r]:e.push(r),i++}for(const r in t)if(r!=="pay\
ment_id"){const a={instancePath:s+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===
null?e=[a]:e.push(a),i++}if(t.payment_id!==void 0){let r=t.payment_id;if(typeof r=="string"){if(!n.test(r)){const a={instancePath:s+"/path/payment_id",schemaPath:"\
#/properties/path/properties/payment_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,120}$"}};e===null?e=[a]:e.push(a),i++}}else{const a={instancePath:s+
"/path/payment_id",schemaPath:"#/properties/path/properties/payment_id/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),i++}}}else{const r={
instancePath:s+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(p.query!==void 0){let t=p.query;
if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const a={instancePath:s+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"add\
itionalProperties",params:{additionalProperty:r}};e===null?e=[a]:e.push(a),i++}else{const r={instancePath:s+"/query",schemaPath:"#/properties/query/type",keyword:"\
type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(p.header!==void 0){let t=p.header;if(!(t&&typeof t=="object"&&!Array.isArray(t))){const r={instancePath:s+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(p.body!==void 0){let t=p.body;if(t&&typeof t==
"object"&&!Array.isArray(t))for(const r in t){const a={instancePath:s+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",
params:{additionalProperty:r}};e===null?e=[a]:e.push(a),i++}else{const r={instancePath:s+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"\
object"}};e===null?e=[r]:e.push(r),i++}}}else{const t={instancePath:s,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),i++}return o.
errors=e,i===0}exports.operation={id:"getPayment",method:"GET",path:"/payments/{payment_id}",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{
"^[a-zA-Z0-9_.:@|+-]{1,120}$":"1 to 120 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"none",validate:exports.validate};
