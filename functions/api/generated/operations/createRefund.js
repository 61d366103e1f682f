// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=n;const i=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,120}$","u"),y=new RegExp("^[\\x20-\\x7e]{1,255}$","u"),d=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),l=new RegExp("^\
(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$","u"),c=new RegExp("^[A-Z]{3}$","u");function n(o,{instancePath:s="",parentData:u,parentDataProperty:f,rootData:h=o}={}){
let e=null,a=0;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.path!==void 0){let p=o.path;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.payment_id===void 0){
const t={instancePath:s+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"payment_id"}};e===null?e=[t]:e.push(t),a++}for(const t in p)
if(t!=="payment_id"){const r={instancePath:s+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};
e===null?e=[r]:e.push(r),a++}if(p.payment_id!==void 0){let t=p.payment_id;if(typeof t=="string"){if(!i.test(t)){const r={instancePath:s+"/path/payment_id",schemaPath:"\
#/properties/path/properties/payment_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,120}$"}};e===null?e=[r]:e.push(r),a++}}else{const r={instancePath:s+
"/path/payment_id",schemaPath:"#/properties/path/properties/payment_id/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),a++}}}else{const t={
instancePath:s+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}if(o.query!==void 0){let p=o.query;
if(p&&typeof p=="object"&&!Array.isArray(p))for(const t in p){const r={instancePath:s+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"add\
itionalProperties",params:{additionalProperty:t}};e===null?e=[r]:e.push(r),a++}else{const t={instancePath:s+"/query",schemaPath:"#/properties/query/type",keyword:"\
type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}if(o.header!==void 0){let p=o.header;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p["Idempotency-\
Key"]!==void 0){let t=p["Idempotency-Key"];if(typeof t=="string"){if(!y.test(t)){const r={instancePath:s+"/header/Idempotency-Key",schemaPath:"#/properties/head\
er/properties/Idempotency-Key/pattern",keyword:"pattern",params:{pattern:"^[\\x20-\\x7e]{1,255}$"}};e===null?e=[r]:e.push(r),a++}}else{const r={instancePath:s+"\
/header/Idempotency-Key",schemaPath:"#/properties/header/properties/Idempotency-Key/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),a++}}}else{
const t={instancePath:s+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}if(o.body!==void 0){
let p=o.body;if(p&&typeof p=="object"&&!Array.isArray(p)){for(const t in p)if(!(t==="refund_id"||t==="amount"||t==="currency")){const r={instancePath:s+"/body",
schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[r]:e.push(r),a++}if(p.refund_id!==
void 0){let t=p.refund_id;if(typeof t=="string"){if(!d.test(t)){const r={instancePath:s+"/body/refund_id",schemaPath:"#/properties/body/properties/refund_id/pat\
tern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[r]:e.push(r),a++}}else{const r={instancePath:s+"/body/refund_id",schemaPath:"\
#/properties/body/properties/refund_id/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),a++}}if(p.amount!==void 0){let t=p.amount;if(typeof t==
"string"){if(!l.test(t)){const r={instancePath:s+"/body/amount",schemaPath:"#/properties/body/properties/amount/pattern",keyword:"pattern",params:{pattern:"^(?!\
0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$"}};e===null?e=[r]:e.push(r),a++}}else{const r={instancePath:s+"/body/amount",schemaPath:"#/properties/body/pr\
operties/amount/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),a++}}if(p.currency!==void 0){let t=p.currency;if(typeof t=="string"){if(!c.
test(t)){const r={instancePath:s+"/body/currency",schemaPath:"#/properties/body/properties/currency/pattern",keyword:"pattern",params:{pattern:"^[A-Z]{3}$"}};e===
null?e=[r]:e.push(r),a++}}else{const r={instancePath:s+"/body/currency",schemaPath:"#/properties/body/properties/currency/type",keyword:"type",params:{type:"str\
ing"}};e===null?e=[r]:e.push(r),a++}}}else{const t={instancePath:s+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=
[t]:e.push(t),a++}}}else{const p={instancePath:s,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[p]:e.push(p),a++}return n.errors=e,a===0}
exports.operation={id:"createRefund",method:"POST",path:"/payments/{payment_id}/refunds",cardData:!1,decimals:["amount"],cardNumbers:[],integers:[],aliases:{},allowed:{
"^[a-zA-Z0-9_.:@|+-]{1,120}$":"1 to 120 of a-z, A-Z, 0-9, _ . : @ | + -","^[\\x20-\\x7e]{1,255}$":"1 to 255 printable ASCII characters","^[a-zA-Z0-9_.:@|+-]{1,1\
28}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^[A-Z]{3}$":"an ISO 4217 code in capitals, such as USD"},body:"optional",validate:exports.validate};
