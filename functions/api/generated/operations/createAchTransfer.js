// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=u;const d={type:"object",properties:{path:{type:"object",additionalProperties:!1,properties:{}},query:{type:"object",additionalProperties:!1,properties:{}},
header:{type:"object",properties:{"Idempotency-Key":{type:"string",pattern:"^[\\x20-\\x7e]{1,255}$"}}},body:{type:"object",additionalProperties:!1,required:["di\
rection","amount","bank_account_id"],properties:{direction:{type:"string",enum:["credit","debit"]},amount:{type:"string",pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0\
,13})(?:\\.\\d{1,3})?$"},currency:{type:"string",enum:["USD"],default:"USD"},bank_account_id:{type:"string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"},transfer_type:{
type:"string",enum:["standard","same-day","auto"],default:"standard"},purpose:{type:"string",enum:["payout","wages","payment","purchase"]},needed_by:{type:"stri\
ng",pattern:"^\\d{4}-\\d{2}-\\d{2}$"},authorisation_id:{type:"string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}}}}},c=new RegExp("^[\\x20-\\x7e]{1,255}$","u"),l=new RegExp(
"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$","u"),y=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),f=new RegExp("^\\d{4}-\\d{2}-\\d{2}$","u");function u(n,{
instancePath:a="",parentData:h,parentDataProperty:m,rootData:b=n}={}){let e=null,s=0;if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.path!==void 0){let t=n.path;
if(t&&typeof t=="object"&&!Array.isArray(t))for(const o in t){const i={instancePath:a+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"addit\
ionalProperties",params:{additionalProperty:o}};e===null?e=[i]:e.push(i),s++}else{const o={instancePath:a+"/path",schemaPath:"#/properties/path/type",keyword:"t\
ype",params:{type:"object"}};e===null?e=[o]:e.push(o),s++}}if(n.query!==void 0){let t=n.query;if(t&&typeof t=="object"&&!Array.isArray(t))for(const o in t){const i={
instancePath:a+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:o}};e===null?e=[i]:e.push(
i),s++}else{const o={instancePath:a+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[o]:e.push(o),s++}}if(n.header!==
void 0){let t=n.header;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t["Idempotency-Key"]!==void 0){let o=t["Idempotency-Key"];if(typeof o=="string"){if(!c.test(
o)){const i={instancePath:a+"/header/Idempotency-Key",schemaPath:"#/properties/header/properties/Idempotency-Key/pattern",keyword:"pattern",params:{pattern:"^[\\\
x20-\\x7e]{1,255}$"}};e===null?e=[i]:e.push(i),s++}}else{const i={instancePath:a+"/header/Idempotency-Key",schemaPath:"#/properties/header/properties/Idempotenc\
y-Key/type",keyword:"type",params:{type:"string"}};e===null?e=[i]:e.push(i),s++}}}else{const o={instancePath:a+"/header",schemaPath:"#/properties/header/type",keyword:"\
type",params:{type:"object"}};e===null?e=[o]:e.push(o),s++}}if(n.body!==void 0){let t=n.body;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.currency===void 0&&
(t.currency="USD"),t.transfer_type===void 0&&(t.transfer_type="standard"),t.direction===void 0){const r={instancePath:a+"/body",schemaPath:"#/properties/body/re\
quired",keyword:"required",params:{missingProperty:"direction"}};e===null?e=[r]:e.push(r),s++}if(t.amount===void 0){const r={instancePath:a+"/body",schemaPath:"\
#/properties/body/required",keyword:"required",params:{missingProperty:"amount"}};e===null?e=[r]:e.push(r),s++}if(t.bank_account_id===void 0){const r={instancePath:a+
"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"bank_account_id"}};e===null?e=[r]:e.push(r),s++}for(const r in t)if(!(r===
"direction"||r==="amount"||r==="currency"||r==="bank_account_id"||r==="transfer_type"||r==="purpose"||r==="needed_by"||r==="authorisation_id")){const p={instancePath:a+
"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[p]:e.push(p),s++}if(t.direction!==
void 0){let r=t.direction;if(typeof r!="string"){const p={instancePath:a+"/body/direction",schemaPath:"#/properties/body/properties/direction/type",keyword:"typ\
e",params:{type:"string"}};e===null?e=[p]:e.push(p),s++}if(!(r==="credit"||r==="debit")){const p={instancePath:a+"/body/direction",schemaPath:"#/properties/body\
/properties/direction/enum",keyword:"enum",params:{allowedValues:d.properties.body.properties.direction.enum}};e===null?e=[p]:e.push(p),s++}}if(t.amount!==void 0){
let r=t.amount;if(typeof r=="string"){if(!l.test(r)){const p={instancePath:a+"/body/amount",schemaPath:"#/properties/body/properties/amount/pattern",keyword:"pa\
ttern",params:{pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$"}};e===null?e=[p]:e.push(p),s++}}else{const p={instancePath:a+"/body/amount",schemaPath:"\
#/properties/body/properties/amount/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),s++}}let o=t.currency;if(typeof o!="string"){const r={
instancePath:a+"/body/currency",schemaPath:"#/properties/body/properties/currency/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),s++}if(o!==
"USD"){const r={instancePath:a+"/body/currency",schemaPath:"#/properties/body/properties/currency/enum",keyword:"enum",params:{allowedValues:d.properties.body.properties.
currency.enum}};e===null?e=[r]:e.push(r),s++}if(t.bank_account_id!==void 0){let r=t.bank_account_id;if(typeof r=="string"){if(!y.test(r)){const p={instancePath:a+
"/body/bank_account_id",schemaPath:"#/properties/body/properties/bank_account_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===
null?e=[p]:e.push(p),s++}}else{const p={instancePath:a+"/body/bank_account_id",schemaPath:"#/properties/body/properties/bank_account_id/type",keyword:"type",params:{
type:"string"}};e===null?e=[p]:e.push(p),s++}}let i=t.transfer_type;if(typeof i!="string"){const r={instancePath:a+"/body/transfer_type",schemaPath:"#/propertie\
s/body/properties/transfer_type/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),s++}if(!(i==="standard"||i==="same-day"||i==="auto")){const r={
instancePath:a+"/body/transfer_type",schemaPath:"#/properties/body/properties/transfer_type/enum",keyword:"enum",params:{allowedValues:d.properties.body.properties.
transfer_type.enum}};e===null?e=[r]:e.push(r),s++}if(t.purpose!==void 0){let r=t.purpose;if(typeof r!="string"){const p={instancePath:a+"/body/purpose",schemaPath:"\
#/properties/body/properties/purpose/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),s++}if(!(r==="payout"||r==="wages"||r==="payment"||r===
"purchase")){const p={instancePath:a+"/body/purpose",schemaPath:"#/properties/body/properties/purpose/enum",keyword:"enum",params:{allowedValues:d.properties.body.
properties.purpose.enum}};e===null?e=[p]:e.push(p),s++}}if(t.needed_by!==void 0){let r=t.needed_by;if(typeof r=="string"){if(!f.test(r)){const p={instancePath:a+
"/body/needed_by",schemaPath:"#/properties/body/properties/needed_by/pattern",keyword:"pattern",params:{pattern:"^\\d{4}-\\d{2}-\\d{2}$"}};e===null?e=[p]:e.push(
p),s++}}else{const p={instancePath:a+"/body/needed_by",schemaPath:"#/properties/body/properties/needed_by/type",keyword:"type",params:{type:"string"}};e===null?
e=[p]:e.push(p),s++}}if(t.authorisation_id!==void 0){let r=t.authorisation_id;if(typeof r=="string"){if(!y.test(r)){const p={instancePath:a+"/body/authorisation\
_id",schemaPath:"#/properties/body/properties/authorisation_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[p]:e.push(
p),s++}}else{const p={instancePath:a+"/body/authorisation_id",schemaPath:"#/properties/body/properties/authorisation_id/type",keyword:"type",params:{type:"strin\
g"}};e===null?e=[p]:e.push(p),s++}}}else{const o={instancePath:a+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[
o]:e.push(o),s++}}}else{const t={instancePath:a,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}return u.errors=e,s===0}
exports.operation={id:"createAchTransfer",method:"POST",path:"/ach-transfers",cardData:!1,decimals:["amount"],cardNumbers:[],integers:[],aliases:{},allowed:{"^[\
\\x20-\\x7e]{1,255}$":"1 to 255 printable ASCII characters","^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^\\d{4}-\\d{2}-\\d{2}$":"a\
 day such as 2026-11-23"},body:"required",validate:exports.validate};
