// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=f;const d={type:"object",properties:{path:{type:"object",additionalProperties:!1,properties:{}},query:{type:"object",additionalProperties:!1,properties:{}},
header:{type:"object",properties:{"Idempotency-Key":{type:"string",pattern:"^[\\x20-\\x7e]{1,255}$"}}},body:{type:"object",additionalProperties:!1,required:["am\
ount","currency"],properties:{payment_id:{type:"string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,120}$"},amount:{type:"string",pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13}\
)(?:\\.\\d{1,3})?$"},currency:{type:"string",pattern:"^[A-Z]{3}$"},customer_id:{type:"string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"},provider_id:{type:"string",
pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"},payment_method:{type:"string",pattern:"^[a-zA-Z0-9_-]{1,128}$"},capture_method:{type:"string",enum:["automatic","manual"],
default:"automatic"},description:{type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,255}$"},billing_address:{type:"object",additionalProperties:!1,required:["line1",
"postal_code","country"],properties:{line1:{type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,200}$"},line2:{type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,200}$"},city:{
type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,100}$"},state:{type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,100}$"},postal_code:{type:"string",pattern:"^[^\\x00-\\\
x1f\\x7f]{1,20}$"},country:{type:"string",pattern:"^[A-Z]{2}$"}}}}}}},u=new RegExp("^[\\x20-\\x7e]{1,255}$",""),h=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,120}$",""),m=new RegExp(
"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$",""),b=new RegExp("^[A-Z]{3}$",""),l=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$",""),_=new RegExp("^[a-zA-Z\
0-9_-]{1,128}$",""),g=new RegExp("^[^\\x00-\\x1f\\x7f]{1,255}$",""),y=new RegExp("^[^\\x00-\\x1f\\x7f]{1,200}$",""),c=new RegExp("^[^\\x00-\\x1f\\x7f]{1,100}$",
""),x=new RegExp("^[^\\x00-\\x1f\\x7f]{1,20}$",""),P=new RegExp("^[A-Z]{2}$",""),w=Object.prototype.hasOwnProperty;function f(n,{instancePath:p="",parentData:$,
parentDataProperty:k,rootData:A=n}={}){let e=null,s=0;if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.path!==void 0){let i=n.path;if(i&&typeof i=="object"&&!Array.
isArray(i))for(const o in i){const r={instancePath:p+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:o}};
e===null?e=[r]:e.push(r),s++}else{const o={instancePath:p+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[o]:e.push(
o),s++}}if(n.query!==void 0){let i=n.query;if(i&&typeof i=="object"&&!Array.isArray(i))for(const o in i){const r={instancePath:p+"/query",schemaPath:"#/properti\
es/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:o}};e===null?e=[r]:e.push(r),s++}else{const o={instancePath:p+"/query",
schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[o]:e.push(o),s++}}if(n.header!==void 0){let i=n.header;if(i&&typeof i=="\
object"&&!Array.isArray(i)){if(i["Idempotency-Key"]!==void 0){let o=i["Idempotency-Key"];if(typeof o=="string"){if(!u.test(o)){const r={instancePath:p+"/header/\
Idempotency-Key",schemaPath:"#/properties/header/properties/Idempotency-Key/pattern",keyword:"pattern",params:{pattern:"^[\\x20-\\x7e]{1,255}$"}};e===null?e=[r]:
e.push(r),s++}}else{const r={instancePath:p+"/header/Idempotency-Key",schemaPath:"#/properties/header/properties/Idempotency-Key/type",keyword:"type",params:{type:"\
string"}};e===null?e=[r]:e.push(r),s++}}}else{const o={instancePath:p+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===
null?e=[o]:e.push(o),s++}}if(n.body!==void 0){let i=n.body;if(i&&typeof i=="object"&&!Array.isArray(i)){if(i.capture_method===void 0&&(i.capture_method="automat\
ic"),i.amount===void 0){const r={instancePath:p+"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"amount"}};e===null?e=
[r]:e.push(r),s++}if(i.currency===void 0){const r={instancePath:p+"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"cu\
rrency"}};e===null?e=[r]:e.push(r),s++}for(const r in i)if(!w.call(d.properties.body.properties,r)){const t={instancePath:p+"/body",schemaPath:"#/properties/bod\
y/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),s++}if(i.payment_id!==void 0){let r=i.payment_id;
if(typeof r=="string"){if(!h.test(r)){const t={instancePath:p+"/body/payment_id",schemaPath:"#/properties/body/properties/payment_id/pattern",keyword:"pattern",
params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,120}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:p+"/body/payment_id",schemaPath:"#/properties/body/prop\
erties/payment_id/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}if(i.amount!==void 0){let r=i.amount;if(typeof r=="string"){if(!m.test(
r)){const t={instancePath:p+"/body/amount",schemaPath:"#/properties/body/properties/amount/pattern",keyword:"pattern",params:{pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9\
]\\d{0,13})(?:\\.\\d{1,3})?$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:p+"/body/amount",schemaPath:"#/properties/body/properties/amount/type",
keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}if(i.currency!==void 0){let r=i.currency;if(typeof r=="string"){if(!b.test(r)){const t={instancePath:p+
"/body/currency",schemaPath:"#/properties/body/properties/currency/pattern",keyword:"pattern",params:{pattern:"^[A-Z]{3}$"}};e===null?e=[t]:e.push(t),s++}}else{
const t={instancePath:p+"/body/currency",schemaPath:"#/properties/body/properties/currency/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),
s++}}if(i.customer_id!==void 0){let r=i.customer_id;if(typeof r=="string"){if(!l.test(r)){const t={instancePath:p+"/body/customer_id",schemaPath:"#/properties/b\
ody/properties/customer_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:p+
"/body/customer_id",schemaPath:"#/properties/body/properties/customer_id/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}if(i.provider_id!==
void 0){let r=i.provider_id;if(typeof r=="string"){if(!l.test(r)){const t={instancePath:p+"/body/provider_id",schemaPath:"#/properties/body/properties/provider_\
id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:p+"/body/provider_id",schemaPath:"\
#/properties/body/properties/provider_id/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}if(i.payment_method!==void 0){let r=i.payment_method;
if(typeof r=="string"){if(!_.test(r)){const t={instancePath:p+"/body/payment_method",schemaPath:"#/properties/body/properties/payment_method/pattern",keyword:"p\
attern",params:{pattern:"^[a-zA-Z0-9_-]{1,128}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:p+"/body/payment_method",schemaPath:"#/properties/bo\
dy/properties/payment_method/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}let o=i.capture_method;if(typeof o!="string"){const r={instancePath:p+
"/body/capture_method",schemaPath:"#/properties/body/properties/capture_method/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),s++}if(!(o===
"automatic"||o==="manual")){const r={instancePath:p+"/body/capture_method",schemaPath:"#/properties/body/properties/capture_method/enum",keyword:"enum",params:{
allowedValues:d.properties.body.properties.capture_method.enum}};e===null?e=[r]:e.push(r),s++}if(i.description!==void 0){let r=i.description;if(typeof r=="strin\
g"){if(!g.test(r)){const t={instancePath:p+"/body/description",schemaPath:"#/properties/body/properties/description/pattern",keyword:"pattern",params:{pattern:"\
^[^\\x00-\\x1f\\x7f]{1,255}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:p+"/body/description",schemaPath:"#/properties/body/properties/descript\
ion/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}if(i.billing_address!==void 0){let r=i.billing_address;if(r&&typeof r=="object"&&
!Array.isArray(r)){if(r.line1===void 0){const t={instancePath:p+"/body/billing_address",schemaPath:"#/properties/body/properties/billing_address/required",keyword:"\
required",params:{missingProperty:"line1"}};e===null?e=[t]:e.push(t),s++}if(r.postal_code===void 0){const t={instancePath:p+"/body/billing_address",schemaPath:"\
#/properties/body/properties/billing_address/required",keyword:"required",params:{missingProperty:"postal_code"}};e===null?e=[t]:e.push(t),s++}if(r.country===void 0){
const t={instancePath:p+"/body/billing_address",schemaPath:"#/properties/body/properties/billing_address/required",keyword:"required",params:{missingProperty:"c\
ountry"}};e===null?e=[t]:e.push(t),s++}for(const t in r)if(!(t==="line1"||t==="line2"||t==="city"||t==="state"||t==="postal_code"||t==="country")){const a={instancePath:p+
"/body/billing_address",schemaPath:"#/properties/body/properties/billing_address/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};
e===null?e=[a]:e.push(a),s++}if(r.line1!==void 0){let t=r.line1;if(typeof t=="string"){if(!y.test(t)){const a={instancePath:p+"/body/billing_address/line1",schemaPath:"\
#/properties/body/properties/billing_address/properties/line1/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,200}$"}};e===null?e=[a]:e.push(
a),s++}}else{const a={instancePath:p+"/body/billing_address/line1",schemaPath:"#/properties/body/properties/billing_address/properties/line1/type",keyword:"type",
params:{type:"string"}};e===null?e=[a]:e.push(a),s++}}if(r.line2!==void 0){let t=r.line2;if(typeof t=="string"){if(!y.test(t)){const a={instancePath:p+"/body/bi\
lling_address/line2",schemaPath:"#/properties/body/properties/billing_address/properties/line2/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,2\
00}$"}};e===null?e=[a]:e.push(a),s++}}else{const a={instancePath:p+"/body/billing_address/line2",schemaPath:"#/properties/body/properties/billing_address/proper\
ties/line2/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),s++}}if(r.city!==void 0){let t=r.city;if(typeof t=="string"){if(!c.test(t)){const a={
instancePath:p+"/body/billing_address/city",schemaPath:"#/properties/body/properties/billing_address/properties/city/pattern",keyword:"pattern",params:{pattern:"\
^[^\\x00-\\x1f\\x7f]{1,100}$"}};e===null?e=[a]:e.push(a),s++}}else{const a={instancePath:p+"/body/billing_address/city",schemaPath:"#/properties/body/properties\
/billing_address/properties/city/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),s++}}if(r.state!==void 0){let t=r.state;if(typeof t=="str\
ing"){if(!c.test(t)){const a={instancePath:p+"/body/billing_address/state",schemaPath:"#/properties/body/properties/billing_address/properties/state/pattern",keyword:"\
pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,100}$"}};e===null?e=[a]:e.push(a),s++}}else{const a={instancePath:p+"/body/billing_address/state",schemaPath:"#\
/properties/body/properties/billing_address/properties/state/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),s++}}if(r.postal_code!==void 0){
let t=r.postal_code;if(typeof t=="string"){if(!x.test(t)){const a={instancePath:p+"/body/billing_address/postal_code",schemaPath:"#/properties/body/properties/b\
illing_address/properties/postal_code/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,20}$"}};e===null?e=[a]:e.push(a),s++}}else{const a={instancePath:p+
"/body/billing_address/postal_code",schemaPath:"#/properties/body/properties/billing_address/properties/postal_code/type",keyword:"type",params:{type:"string"}};
e===null?e=[a]:e.push(a),s++}}if(r.country!==void 0){let t=r.country;if(typeof t=="string"){if(!P.test(t)){const a={instancePath:p+"/body/billing_address/countr\
y",schemaPath:"#/properties/body/properties/billing_address/properties/country/pattern",keyword:"pattern",params:{pattern:"^[A-Z]{2}$"}};e===null?e=[a]:e.push(a),
s++}}else{const a={instancePath:p+"/body/billing_address/country",schemaPath:"#/properties/body/properties/billing_address/properties/country/type",keyword:"typ\
e",params:{type:"string"}};e===null?e=[a]:e.push(a),s++}}}else{const t={instancePath:p+"/body/billing_address",schemaPath:"#/properties/body/properties/billing_\
address/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}}else{const o={instancePath:p+"/body",schemaPath:"#/properties/body/type",keyword:"\
type",params:{type:"object"}};e===null?e=[o]:e.push(o),s++}}}else{const i={instancePath:p,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=
[i]:e.push(i),s++}return f.errors=e,s===0}exports.operation={id:"createPayment",method:"POST",path:"/payments",cardData:!1,decimals:["amount"],cardNumbers:[],integers:[],
aliases:{transaction_id:"payment_id"},allowed:{"^[\\x20-\\x7e]{1,255}$":"1 to 255 printable ASCII characters","^[a-zA-Z0-9_.:@|+-]{1,120}$":"1 to 120 of a-z, A-\
Z, 0-9, _ . : @ | + -","^[A-Z]{3}$":"an ISO 4217 code in capitals, such as USD","^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^[a-zA\
-Z0-9_-]{1,128}$":"a token (tok_...), or a method that is still at Stripe (pm_...)","^[^\\x00-\\x1f\\x7f]{1,255}$":"1 to 255 characters, no control characters",
"^[^\\x00-\\x1f\\x7f]{1,200}$":"1 to 200 characters, no control characters","^[^\\x00-\\x1f\\x7f]{1,100}$":"1 to 100 characters, no control characters","^[^\\x00\
-\\x1f\\x7f]{1,20}$":"1 to 20 characters, no control characters","^[A-Z]{2}$":"an ISO 3166-1 code of two letters in capitals, such as US"},body:"required",validate:exports.
validate};
