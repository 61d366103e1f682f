// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=i;const y=new RegExp("^[\\x20-\\x7e]{1,255}$","u"),n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,120}$","u");function i(o,{instancePath:s="",parentData:d,parentDataProperty:l,
rootData:c=o}={}){let e=null,a=0;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.path!==void 0){let r=o.path;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){
const p={instancePath:s+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[p]:
e.push(p),a++}else{const t={instancePath:s+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}if(o.
query!==void 0){let r=o.query;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const p={instancePath:s+"/query",schemaPath:"#/properties/query/addi\
tionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[p]:e.push(p),a++}else{const t={instancePath:s+"/query",schemaPath:"#\
/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}if(o.header!==void 0){let r=o.header;if(r&&typeof r=="object"&&!Array.
isArray(r)){if(r["Idempotency-Key"]!==void 0){let t=r["Idempotency-Key"];if(typeof t=="string"){if(!y.test(t)){const p={instancePath:s+"/header/Idempotency-Key",
schemaPath:"#/properties/header/properties/Idempotency-Key/pattern",keyword:"pattern",params:{pattern:"^[\\x20-\\x7e]{1,255}$"}};e===null?e=[p]:e.push(p),a++}}else{
const p={instancePath:s+"/header/Idempotency-Key",schemaPath:"#/properties/header/properties/Idempotency-Key/type",keyword:"type",params:{type:"string"}};e===null?
e=[p]:e.push(p),a++}}}else{const t={instancePath:s+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(
t),a++}}if(o.body!==void 0){let r=o.body;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.payment_id===void 0){const t={instancePath:s+"/body",schemaPath:"#/pr\
operties/body/required",keyword:"required",params:{missingProperty:"payment_id"}};e===null?e=[t]:e.push(t),a++}for(const t in r)if(t!=="payment_id"){const p={instancePath:s+
"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[p]:e.push(p),a++}if(r.payment_id!==
void 0){let t=r.payment_id;if(typeof t=="string"){if(!n.test(t)){const p={instancePath:s+"/body/payment_id",schemaPath:"#/properties/body/properties/payment_id/\
pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,120}$"}};e===null?e=[p]:e.push(p),a++}}else{const p={instancePath:s+"/body/payment_id",schemaPath:"\
#/properties/body/properties/payment_id/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),a++}}}else{const t={instancePath:s+"/body",schemaPath:"\
#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}}else{const r={instancePath:s,schemaPath:"#/type",keyword:"type",params:{
type:"object"}};e===null?e=[r]:e.push(r),a++}return i.errors=e,a===0}exports.operation={id:"processPayment",method:"POST",path:"/process",cardData:!1,decimals:[],
cardNumbers:[],integers:[],aliases:{transaction_id:"payment_id"},allowed:{"^[\\x20-\\x7e]{1,255}$":"1 to 255 printable ASCII characters","^[a-zA-Z0-9_.:@|+-]{1,\
120}$":"1 to 120 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"required",validate:exports.validate};
