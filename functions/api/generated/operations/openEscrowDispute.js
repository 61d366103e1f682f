// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=i;const n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),d=new RegExp("^[\\x20-\\x7e]{1,255}$","u"),y=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,64}$","u"),c=new RegExp("^[\
a-z][a-z0-9_]{0,31}$","u"),l=new RegExp("^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$","u"),u=new RegExp("^[A-Z]{3}$","u");function i(o,{instancePath:a="",
parentData:h,parentDataProperty:f,rootData:m=o}={}){let e=null,s=0;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.path!==void 0){let p=o.path;if(p&&typeof p==
"object"&&!Array.isArray(p)){if(p.escrow_id===void 0){const r={instancePath:a+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"\
escrow_id"}};e===null?e=[r]:e.push(r),s++}for(const r in p)if(r!=="escrow_id"){const t={instancePath:a+"/path",schemaPath:"#/properties/path/additionalPropertie\
s",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),s++}if(p.escrow_id!==void 0){let r=p.escrow_id;if(typeof r=="string"){
if(!n.test(r)){const t={instancePath:a+"/path/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z\
0-9_.:@|+-]{1,128}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:a+"/path/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/type",keyword:"\
type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}}else{const r={instancePath:a+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"\
object"}};e===null?e=[r]:e.push(r),s++}}if(o.query!==void 0){let p=o.query;if(p&&typeof p=="object"&&!Array.isArray(p))for(const r in p){const t={instancePath:a+
"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),s++}else{const r={
instancePath:a+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}if(o.header!==void 0){let p=o.
header;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p["Idempotency-Key"]!==void 0){let r=p["Idempotency-Key"];if(typeof r=="string"){if(!d.test(r)){const t={
instancePath:a+"/header/Idempotency-Key",schemaPath:"#/properties/header/properties/Idempotency-Key/pattern",keyword:"pattern",params:{pattern:"^[\\x20-\\x7e]{1,2\
55}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:a+"/header/Idempotency-Key",schemaPath:"#/properties/header/properties/Idempotency-Key/type",keyword:"\
type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}}else{const r={instancePath:a+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{
type:"object"}};e===null?e=[r]:e.push(r),s++}}if(o.body!==void 0){let p=o.body;if(p&&typeof p=="object"&&!Array.isArray(p)){for(const r in p)if(!(r==="dispute_i\
d"||r==="reason"||r==="amount"||r==="currency")){const t={instancePath:a+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperti\
es",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),s++}if(p.dispute_id!==void 0){let r=p.dispute_id;if(typeof r=="string"){if(!y.test(r)){const t={instancePath:a+
"/body/dispute_id",schemaPath:"#/properties/body/properties/dispute_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,64}$"}};e===null?e=[t]:
e.push(t),s++}}else{const t={instancePath:a+"/body/dispute_id",schemaPath:"#/properties/body/properties/dispute_id/type",keyword:"type",params:{type:"string"}};
e===null?e=[t]:e.push(t),s++}}if(p.reason!==void 0){let r=p.reason;if(typeof r=="string"){if(!c.test(r)){const t={instancePath:a+"/body/reason",schemaPath:"#/pr\
operties/body/properties/reason/pattern",keyword:"pattern",params:{pattern:"^[a-z][a-z0-9_]{0,31}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:a+
"/body/reason",schemaPath:"#/properties/body/properties/reason/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}if(p.amount!==void 0){
let r=p.amount;if(typeof r=="string"){if(!l.test(r)){const t={instancePath:a+"/body/amount",schemaPath:"#/properties/body/properties/amount/pattern",keyword:"pa\
ttern",params:{pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:a+"/body/amount",schemaPath:"\
#/properties/body/properties/amount/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}if(p.currency!==void 0){let r=p.currency;if(typeof r==
"string"){if(!u.test(r)){const t={instancePath:a+"/body/currency",schemaPath:"#/properties/body/properties/currency/pattern",keyword:"pattern",params:{pattern:"\
^[A-Z]{3}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:a+"/body/currency",schemaPath:"#/properties/body/properties/currency/type",keyword:"type",
params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}}else{const r={instancePath:a+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"obj\
ect"}};e===null?e=[r]:e.push(r),s++}}}else{const p={instancePath:a,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[p]:e.push(p),s++}return i.
errors=e,s===0}exports.operation={id:"openEscrowDispute",method:"POST",path:"/escrows/{escrow_id}/disputes",cardData:!1,decimals:["amount"],cardNumbers:[],integers:[],
aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^[\\x20-\\x7e]{1,255}$":"1 to 255 printable ASCII characters","^[a\
-zA-Z0-9_.:@|+-]{1,64}$":"1 to 64 of a-z, A-Z, 0-9, _ . : @ | + -","^[a-z][a-z0-9_]{0,31}$":"a word of snake_case, such as proof_of_delivery","^[A-Z]{3}$":"an I\
SO 4217 code in capitals, such as USD"},body:"optional",validate:exports.validate};
