// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=o;const n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,120}$","u"),y=new RegExp("^[\\x20-\\x7e]{1,255}$","u");function o(i,{instancePath:s="",parentData:d,parentDataProperty:l,
rootData:h=i}={}){let e=null,a=0;if(i&&typeof i=="object"&&!Array.isArray(i)){if(i.path!==void 0){let r=i.path;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.
payment_id===void 0){const t={instancePath:s+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"payment_id"}};e===null?
e=[t]:e.push(t),a++}for(const t in r)if(t!=="payment_id"){const p={instancePath:s+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additiona\
lProperties",params:{additionalProperty:t}};e===null?e=[p]:e.push(p),a++}if(r.payment_id!==void 0){let t=r.payment_id;if(typeof t=="string"){if(!n.test(t)){const p={
instancePath:s+"/path/payment_id",schemaPath:"#/properties/path/properties/payment_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,120}$"}};
e===null?e=[p]:e.push(p),a++}}else{const p={instancePath:s+"/path/payment_id",schemaPath:"#/properties/path/properties/payment_id/type",keyword:"type",params:{type:"\
string"}};e===null?e=[p]:e.push(p),a++}}}else{const t={instancePath:s+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?
e=[t]:e.push(t),a++}}if(i.query!==void 0){let r=i.query;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const p={instancePath:s+"/query",schemaPath:"\
#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[p]:e.push(p),a++}else{const t={instancePath:s+
"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}if(i.header!==void 0){let r=i.header;if(r&&typeof r==
"object"&&!Array.isArray(r)){if(r["Idempotency-Key"]!==void 0){let t=r["Idempotency-Key"];if(typeof t=="string"){if(!y.test(t)){const p={instancePath:s+"/header\
/Idempotency-Key",schemaPath:"#/properties/header/properties/Idempotency-Key/pattern",keyword:"pattern",params:{pattern:"^[\\x20-\\x7e]{1,255}$"}};e===null?e=[p]:
e.push(p),a++}}else{const p={instancePath:s+"/header/Idempotency-Key",schemaPath:"#/properties/header/properties/Idempotency-Key/type",keyword:"type",params:{type:"\
string"}};e===null?e=[p]:e.push(p),a++}}}else{const t={instancePath:s+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===
null?e=[t]:e.push(t),a++}}if(i.body!==void 0){let r=i.body;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const p={instancePath:s+"/body",schemaPath:"\
#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[p]:e.push(p),a++}else{const t={instancePath:s+
"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}}else{const r={instancePath:s,schemaPath:"#/typ\
e",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),a++}return o.errors=e,a===0}exports.operation={id:"voidPayment",method:"POST",path:"/payments\
/{payment_id}/void",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,120}$":"1 to 120 of a-z, A-Z, 0-9, _ . : @ | +\
 -","^[\\x20-\\x7e]{1,255}$":"1 to 255 printable ASCII characters"},body:"none",validate:exports.validate};
