// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=y;const l={type:"object",properties:{path:{type:"object",additionalProperties:!1,required:["bank_account_id"],properties:{bank_account_id:{type:"\
string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}}},query:{type:"object",additionalProperties:!1,properties:{}},header:{type:"object",properties:{}},body:{type:"ob\
ject",additionalProperties:!1,properties:{method:{type:"string",enum:["prenote","micro_deposits"]},amounts:{type:"array",minItems:1,maxItems:10,items:{type:"str\
ing",pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$"}}}}}},u=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),c=new RegExp("^(?!0(?:\\.0*)?$)(?:0|[\
1-9]\\d{0,13})(?:\\.\\d{1,3})?$","u");function y(p,{instancePath:o="",parentData:m,parentDataProperty:h,rootData:f=p}={}){let e=null,s=0;if(p&&typeof p=="object"&&
!Array.isArray(p)){if(p.path!==void 0){let r=p.path;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.bank_account_id===void 0){const t={instancePath:o+"/path",
schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"bank_account_id"}};e===null?e=[t]:e.push(t),s++}for(const t in r)if(t!=="ban\
k_account_id"){const a={instancePath:o+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};
e===null?e=[a]:e.push(a),s++}if(r.bank_account_id!==void 0){let t=r.bank_account_id;if(typeof t=="string"){if(!u.test(t)){const a={instancePath:o+"/path/bank_ac\
count_id",schemaPath:"#/properties/path/properties/bank_account_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[a]:e.push(
a),s++}}else{const a={instancePath:o+"/path/bank_account_id",schemaPath:"#/properties/path/properties/bank_account_id/type",keyword:"type",params:{type:"string"}};
e===null?e=[a]:e.push(a),s++}}}else{const t={instancePath:o+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.
push(t),s++}}if(p.query!==void 0){let r=p.query;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const a={instancePath:o+"/query",schemaPath:"#/pro\
perties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[a]:e.push(a),s++}else{const t={instancePath:o+"/qu\
ery",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}if(p.header!==void 0){let r=p.header;if(!(r&&typeof r==
"object"&&!Array.isArray(r))){const t={instancePath:o+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(
t),s++}}if(p.body!==void 0){let r=p.body;if(r&&typeof r=="object"&&!Array.isArray(r)){for(const t in r)if(!(t==="method"||t==="amounts")){const a={instancePath:o+
"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[a]:e.push(a),s++}if(r.method!==
void 0){let t=r.method;if(typeof t!="string"){const a={instancePath:o+"/body/method",schemaPath:"#/properties/body/properties/method/type",keyword:"type",params:{
type:"string"}};e===null?e=[a]:e.push(a),s++}if(!(t==="prenote"||t==="micro_deposits")){const a={instancePath:o+"/body/method",schemaPath:"#/properties/body/pro\
perties/method/enum",keyword:"enum",params:{allowedValues:l.properties.body.properties.method.enum}};e===null?e=[a]:e.push(a),s++}}if(r.amounts!==void 0){let t=r.
amounts;if(Array.isArray(t)){if(t.length>10){const i={instancePath:o+"/body/amounts",schemaPath:"#/properties/body/properties/amounts/maxItems",keyword:"maxItem\
s",params:{limit:10}};e===null?e=[i]:e.push(i),s++}if(t.length<1){const i={instancePath:o+"/body/amounts",schemaPath:"#/properties/body/properties/amounts/minIt\
ems",keyword:"minItems",params:{limit:1}};e===null?e=[i]:e.push(i),s++}const a=t.length;for(let i=0;i<a;i++){let d=t[i];if(typeof d=="string"){if(!c.test(d)){const n={
instancePath:o+"/body/amounts/"+i,schemaPath:"#/properties/body/properties/amounts/items/pattern",keyword:"pattern",params:{pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\\
d{0,13})(?:\\.\\d{1,3})?$"}};e===null?e=[n]:e.push(n),s++}}else{const n={instancePath:o+"/body/amounts/"+i,schemaPath:"#/properties/body/properties/amounts/item\
s/type",keyword:"type",params:{type:"string"}};e===null?e=[n]:e.push(n),s++}}}else{const a={instancePath:o+"/body/amounts",schemaPath:"#/properties/body/propert\
ies/amounts/type",keyword:"type",params:{type:"array"}};e===null?e=[a]:e.push(a),s++}}}else{const t={instancePath:o+"/body",schemaPath:"#/properties/body/type",
keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}}else{const r={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===
null?e=[r]:e.push(r),s++}return y.errors=e,s===0}exports.operation={id:"verifyBankAccount",method:"POST",path:"/bank-accounts/{bank_account_id}/verify",cardData:!1,
decimals:["amounts[]"],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"required",
validate:exports.validate};
