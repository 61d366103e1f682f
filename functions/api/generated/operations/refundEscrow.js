// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=n;const i=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),d=new RegExp("^[\\x20-\\x7e]{1,255}$","u"),y=new RegExp("^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?\
$","u"),c=new RegExp("^[A-Z]{3}$","u");function n(o,{instancePath:a="",parentData:l,parentDataProperty:u,rootData:f=o}={}){let e=null,s=0;if(o&&typeof o=="objec\
t"&&!Array.isArray(o)){if(o.path!==void 0){let p=o.path;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.escrow_id===void 0){const r={instancePath:a+"/path",schemaPath:"\
#/properties/path/required",keyword:"required",params:{missingProperty:"escrow_id"}};e===null?e=[r]:e.push(r),s++}for(const r in p)if(r!=="escrow_id"){const t={
instancePath:a+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),
s++}if(p.escrow_id!==void 0){let r=p.escrow_id;if(typeof r=="string"){if(!i.test(r)){const t={instancePath:a+"/path/escrow_id",schemaPath:"#/properties/path/pro\
perties/escrow_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:a+"/path/e\
scrow_id",schemaPath:"#/properties/path/properties/escrow_id/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}}else{const r={instancePath:a+
"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}if(o.query!==void 0){let p=o.query;if(p&&typeof p==
"object"&&!Array.isArray(p))for(const r in p){const t={instancePath:a+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalPropertie\
s",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),s++}else{const r={instancePath:a+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{
type:"object"}};e===null?e=[r]:e.push(r),s++}}if(o.header!==void 0){let p=o.header;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p["Idempotency-Key"]!==void 0){
let r=p["Idempotency-Key"];if(typeof r=="string"){if(!d.test(r)){const t={instancePath:a+"/header/Idempotency-Key",schemaPath:"#/properties/header/properties/Id\
empotency-Key/pattern",keyword:"pattern",params:{pattern:"^[\\x20-\\x7e]{1,255}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:a+"/header/Idempote\
ncy-Key",schemaPath:"#/properties/header/properties/Idempotency-Key/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}}else{const r={instancePath:a+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}if(o.body!==void 0){let p=o.body;if(p&&typeof p==
"object"&&!Array.isArray(p)){for(const r in p)if(!(r==="refund_id"||r==="amount"||r==="currency")){const t={instancePath:a+"/body",schemaPath:"#/properties/body\
/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),s++}if(p.refund_id!==void 0){let r=p.refund_id;if(typeof r==
"string"){if(!i.test(r)){const t={instancePath:a+"/body/refund_id",schemaPath:"#/properties/body/properties/refund_id/pattern",keyword:"pattern",params:{pattern:"\
^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:a+"/body/refund_id",schemaPath:"#/properties/body/properties/refund_id/t\
ype",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}if(p.amount!==void 0){let r=p.amount;if(typeof r=="string"){if(!y.test(r)){const t={instancePath:a+
"/body/amount",schemaPath:"#/properties/body/properties/amount/pattern",keyword:"pattern",params:{pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$"}};
e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:a+"/body/amount",schemaPath:"#/properties/body/properties/amount/type",keyword:"type",params:{type:"str\
ing"}};e===null?e=[t]:e.push(t),s++}}if(p.currency!==void 0){let r=p.currency;if(typeof r=="string"){if(!c.test(r)){const t={instancePath:a+"/body/currency",schemaPath:"\
#/properties/body/properties/currency/pattern",keyword:"pattern",params:{pattern:"^[A-Z]{3}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:a+"/bod\
y/currency",schemaPath:"#/properties/body/properties/currency/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}}else{const r={instancePath:a+
"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}}else{const p={instancePath:a,schemaPath:"#/typ\
e",keyword:"type",params:{type:"object"}};e===null?e=[p]:e.push(p),s++}return n.errors=e,s===0}exports.operation={id:"refundEscrow",method:"POST",path:"/escrows\
/{escrow_id}/refund",cardData:!1,decimals:["amount"],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ \
. : @ | + -","^[\\x20-\\x7e]{1,255}$":"1 to 255 printable ASCII characters","^[A-Z]{3}$":"an ISO 4217 code in capitals, such as USD"},body:"optional",validate:exports.
validate};
