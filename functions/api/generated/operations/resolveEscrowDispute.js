// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=n;const d={type:"object",properties:{path:{type:"object",additionalProperties:!1,required:["escrow_id","dispute_id"],properties:{escrow_id:{type:"\
string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"},dispute_id:{type:"string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}}},query:{type:"object",additionalProperties:!1,properties:{}},
header:{type:"object",properties:{}},body:{type:"object",additionalProperties:!1,required:["outcome"],properties:{outcome:{type:"string",enum:["release","refund",
"split"]},refund_amount:{type:"string",pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$"},currency:{type:"string",pattern:"^[A-Z]{3}$"},refund_basis_points:{
type:"integer",minimum:0,maximum:1e4}}}}},a=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),u=new RegExp("^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$",
"u"),y=new RegExp("^[A-Z]{3}$","u");function n(o,{instancePath:p="",parentData:l,parentDataProperty:c,rootData:f=o}={}){let e=null,i=0;if(o&&typeof o=="object"&&
!Array.isArray(o)){if(o.path!==void 0){let s=o.path;if(s&&typeof s=="object"&&!Array.isArray(s)){if(s.escrow_id===void 0){const r={instancePath:p+"/path",schemaPath:"\
#/properties/path/required",keyword:"required",params:{missingProperty:"escrow_id"}};e===null?e=[r]:e.push(r),i++}if(s.dispute_id===void 0){const r={instancePath:p+
"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"dispute_id"}};e===null?e=[r]:e.push(r),i++}for(const r in s)if(!(r===
"escrow_id"||r==="dispute_id")){const t={instancePath:p+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};
e===null?e=[t]:e.push(t),i++}if(s.escrow_id!==void 0){let r=s.escrow_id;if(typeof r=="string"){if(!a.test(r)){const t={instancePath:p+"/path/escrow_id",schemaPath:"\
#/properties/path/properties/escrow_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[t]:e.push(t),i++}}else{const t={instancePath:p+
"/path/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),i++}}if(s.dispute_id!==
void 0){let r=s.dispute_id;if(typeof r=="string"){if(!a.test(r)){const t={instancePath:p+"/path/dispute_id",schemaPath:"#/properties/path/properties/dispute_id/\
pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[t]:e.push(t),i++}}else{const t={instancePath:p+"/path/dispute_id",schemaPath:"\
#/properties/path/properties/dispute_id/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),i++}}}else{const r={instancePath:p+"/path",schemaPath:"\
#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(o.query!==void 0){let s=o.query;if(s&&typeof s=="object"&&!Array.
isArray(s))for(const r in s){const t={instancePath:p+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};
e===null?e=[t]:e.push(t),i++}else{const r={instancePath:p+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.
push(r),i++}}if(o.header!==void 0){let s=o.header;if(!(s&&typeof s=="object"&&!Array.isArray(s))){const r={instancePath:p+"/header",schemaPath:"#/properties/hea\
der/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(o.body!==void 0){let s=o.body;if(s&&typeof s=="object"&&!Array.isArray(s)){if(s.
outcome===void 0){const r={instancePath:p+"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"outcome"}};e===null?e=[r]:
e.push(r),i++}for(const r in s)if(!(r==="outcome"||r==="refund_amount"||r==="currency"||r==="refund_basis_points")){const t={instancePath:p+"/body",schemaPath:"\
#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),i++}if(s.outcome!==void 0){let r=s.
outcome;if(typeof r!="string"){const t={instancePath:p+"/body/outcome",schemaPath:"#/properties/body/properties/outcome/type",keyword:"type",params:{type:"strin\
g"}};e===null?e=[t]:e.push(t),i++}if(!(r==="release"||r==="refund"||r==="split")){const t={instancePath:p+"/body/outcome",schemaPath:"#/properties/body/properti\
es/outcome/enum",keyword:"enum",params:{allowedValues:d.properties.body.properties.outcome.enum}};e===null?e=[t]:e.push(t),i++}}if(s.refund_amount!==void 0){let r=s.
refund_amount;if(typeof r=="string"){if(!u.test(r)){const t={instancePath:p+"/body/refund_amount",schemaPath:"#/properties/body/properties/refund_amount/pattern",
keyword:"pattern",params:{pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$"}};e===null?e=[t]:e.push(t),i++}}else{const t={instancePath:p+"/body/r\
efund_amount",schemaPath:"#/properties/body/properties/refund_amount/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),i++}}if(s.currency!==
void 0){let r=s.currency;if(typeof r=="string"){if(!y.test(r)){const t={instancePath:p+"/body/currency",schemaPath:"#/properties/body/properties/currency/patter\
n",keyword:"pattern",params:{pattern:"^[A-Z]{3}$"}};e===null?e=[t]:e.push(t),i++}}else{const t={instancePath:p+"/body/currency",schemaPath:"#/properties/body/pr\
operties/currency/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),i++}}if(s.refund_basis_points!==void 0){let r=s.refund_basis_points;if(!(typeof r==
"number"&&!(r%1)&&!isNaN(r)&&isFinite(r))){const t={instancePath:p+"/body/refund_basis_points",schemaPath:"#/properties/body/properties/refund_basis_points/type",
keyword:"type",params:{type:"integer"}};e===null?e=[t]:e.push(t),i++}if(typeof r=="number"&&isFinite(r)){if(r>1e4||isNaN(r)){const t={instancePath:p+"/body/refu\
nd_basis_points",schemaPath:"#/properties/body/properties/refund_basis_points/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e4}};e===null?e=[t]:e.push(
t),i++}if(r<0||isNaN(r)){const t={instancePath:p+"/body/refund_basis_points",schemaPath:"#/properties/body/properties/refund_basis_points/minimum",keyword:"mini\
mum",params:{comparison:">=",limit:0}};e===null?e=[t]:e.push(t),i++}}}}else{const r={instancePath:p+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{
type:"object"}};e===null?e=[r]:e.push(r),i++}}}else{const s={instancePath:p,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[s]:e.push(s),
i++}return n.errors=e,i===0}exports.operation={id:"resolveEscrowDispute",method:"POST",path:"/escrows/{escrow_id}/disputes/{dispute_id}/resolve",cardData:!1,decimals:[
"refund_amount"],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^[A-Z]{3}$":"an ISO 42\
17 code in capitals, such as USD"},body:"required",validate:exports.validate};
