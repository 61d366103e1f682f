// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=b;const f={type:"object",properties:{path:{type:"object",additionalProperties:!1,properties:{}},query:{type:"object",additionalProperties:!1,properties:{}},
header:{type:"object",properties:{"Idempotency-Key":{type:"string",pattern:"^[\\x20-\\x7e]{1,255}$"}}},body:{type:"object",additionalProperties:!1,required:["am\
ount","currency"],properties:{payment_id:{type:"string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,120}$"},amount:{type:"string",pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13}\
)(?:\\.\\d{1,3})?$"},currency:{type:"string",pattern:"^[A-Z]{3}$"},customer_id:{type:"string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"},provider_id:{type:"string",
pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"},payment_method:{type:"string",pattern:"^[a-zA-Z0-9_-]{1,128}$"},capture_method:{type:"string",enum:["automatic","manual"],
default:"automatic"},description:{type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,255}$"},billing_address:{type:"object",additionalProperties:!1,required:["line1",
"postal_code","country"],properties:{line1:{type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,200}$"},line2:{type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,200}$"},city:{
type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,100}$"},state:{type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,100}$"},postal_code:{type:"string",pattern:"^[^\\x00-\\\
x1f\\x7f]{1,20}$"},country:{type:"string",pattern:"^[A-Z]{2}$"}}},escrow:{type:"object",additionalProperties:!1,properties:{release_conditions:{type:"object"},auto_release:{
type:"boolean"},hold_end_date:{type:"string",format:"date-time"},expiry_policy:{type:"string",enum:["keep","release","refund"]},beneficiaries:{type:"array",minItems:1,
maxItems:15,items:{type:"object",additionalProperties:!1,required:["provider_id","basis_points"],properties:{provider_id:{type:"string",pattern:"^[a-zA-Z0-9_.:@\
|+-]{1,128}$"},basis_points:{type:"integer",minimum:1,maximum:1e4}}}}}}}}}},_=new RegExp("^[\\x20-\\x7e]{1,255}$","u"),w=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,120}$",
"u"),g=new RegExp("^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$","u"),P=new RegExp("^[A-Z]{3}$","u"),u=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),x=new RegExp(
"^[a-zA-Z0-9_-]{1,128}$","u"),k=new RegExp("^[^\\x00-\\x1f\\x7f]{1,255}$","u"),m=new RegExp("^[^\\x00-\\x1f\\x7f]{1,200}$","u"),h=new RegExp("^[^\\x00-\\x1f\\x7f]{\
1,100}$","u"),$=new RegExp("^[^\\x00-\\x1f\\x7f]{1,20}$","u"),A=new RegExp("^[A-Z]{2}$","u"),j=Object.prototype.hasOwnProperty,q=require("ajv-formats/dist/formats").
fullFormats["date-time"];function b(y,{instancePath:i="",parentData:v,parentDataProperty:Z,rootData:z=y}={}){let e=null,s=0;if(y&&typeof y=="object"&&!Array.isArray(
y)){if(y.path!==void 0){let o=y.path;if(o&&typeof o=="object"&&!Array.isArray(o))for(const n in o){const t={instancePath:i+"/path",schemaPath:"#/properties/path\
/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:n}};e===null?e=[t]:e.push(t),s++}else{const n={instancePath:i+"/path",schemaPath:"\
#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[n]:e.push(n),s++}}if(y.query!==void 0){let o=y.query;if(o&&typeof o=="object"&&!Array.
isArray(o))for(const n in o){const t={instancePath:i+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:n}};
e===null?e=[t]:e.push(t),s++}else{const n={instancePath:i+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[n]:e.
push(n),s++}}if(y.header!==void 0){let o=y.header;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o["Idempotency-Key"]!==void 0){let n=o["Idempotency-Key"];if(typeof n==
"string"){if(!_.test(n)){const t={instancePath:i+"/header/Idempotency-Key",schemaPath:"#/properties/header/properties/Idempotency-Key/pattern",keyword:"pattern",
params:{pattern:"^[\\x20-\\x7e]{1,255}$"}};e===null?e=[t]:e.push(t),s++}}else{const t={instancePath:i+"/header/Idempotency-Key",schemaPath:"#/properties/header/\
properties/Idempotency-Key/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}}else{const n={instancePath:i+"/header",schemaPath:"#/prop\
erties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[n]:e.push(n),s++}}if(y.body!==void 0){let o=y.body;if(o&&typeof o=="object"&&!Array.isArray(
o)){if(o.capture_method===void 0&&(o.capture_method="automatic"),o.amount===void 0){const t={instancePath:i+"/body",schemaPath:"#/properties/body/required",keyword:"\
required",params:{missingProperty:"amount"}};e===null?e=[t]:e.push(t),s++}if(o.currency===void 0){const t={instancePath:i+"/body",schemaPath:"#/properties/body/\
required",keyword:"required",params:{missingProperty:"currency"}};e===null?e=[t]:e.push(t),s++}for(const t in o)if(!j.call(f.properties.body.properties,t)){const r={
instancePath:i+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[r]:e.push(r),
s++}if(o.payment_id!==void 0){let t=o.payment_id;if(typeof t=="string"){if(!w.test(t)){const r={instancePath:i+"/body/payment_id",schemaPath:"#/properties/body/\
properties/payment_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,120}$"}};e===null?e=[r]:e.push(r),s++}}else{const r={instancePath:i+"/bo\
dy/payment_id",schemaPath:"#/properties/body/properties/payment_id/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),s++}}if(o.amount!==void 0){
let t=o.amount;if(typeof t=="string"){if(!g.test(t)){const r={instancePath:i+"/body/amount",schemaPath:"#/properties/body/properties/amount/pattern",keyword:"pa\
ttern",params:{pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$"}};e===null?e=[r]:e.push(r),s++}}else{const r={instancePath:i+"/body/amount",schemaPath:"\
#/properties/body/properties/amount/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),s++}}if(o.currency!==void 0){let t=o.currency;if(typeof t==
"string"){if(!P.test(t)){const r={instancePath:i+"/body/currency",schemaPath:"#/properties/body/properties/currency/pattern",keyword:"pattern",params:{pattern:"\
^[A-Z]{3}$"}};e===null?e=[r]:e.push(r),s++}}else{const r={instancePath:i+"/body/currency",schemaPath:"#/properties/body/properties/currency/type",keyword:"type",
params:{type:"string"}};e===null?e=[r]:e.push(r),s++}}if(o.customer_id!==void 0){let t=o.customer_id;if(typeof t=="string"){if(!u.test(t)){const r={instancePath:i+
"/body/customer_id",schemaPath:"#/properties/body/properties/customer_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[
r]:e.push(r),s++}}else{const r={instancePath:i+"/body/customer_id",schemaPath:"#/properties/body/properties/customer_id/type",keyword:"type",params:{type:"strin\
g"}};e===null?e=[r]:e.push(r),s++}}if(o.provider_id!==void 0){let t=o.provider_id;if(typeof t=="string"){if(!u.test(t)){const r={instancePath:i+"/body/provider_\
id",schemaPath:"#/properties/body/properties/provider_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[r]:e.push(r),s++}}else{
const r={instancePath:i+"/body/provider_id",schemaPath:"#/properties/body/properties/provider_id/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(
r),s++}}if(o.payment_method!==void 0){let t=o.payment_method;if(typeof t=="string"){if(!x.test(t)){const r={instancePath:i+"/body/payment_method",schemaPath:"#/\
properties/body/properties/payment_method/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_-]{1,128}$"}};e===null?e=[r]:e.push(r),s++}}else{const r={instancePath:i+
"/body/payment_method",schemaPath:"#/properties/body/properties/payment_method/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),s++}}let n=o.
capture_method;if(typeof n!="string"){const t={instancePath:i+"/body/capture_method",schemaPath:"#/properties/body/properties/capture_method/type",keyword:"type",
params:{type:"string"}};e===null?e=[t]:e.push(t),s++}if(!(n==="automatic"||n==="manual")){const t={instancePath:i+"/body/capture_method",schemaPath:"#/propertie\
s/body/properties/capture_method/enum",keyword:"enum",params:{allowedValues:f.properties.body.properties.capture_method.enum}};e===null?e=[t]:e.push(t),s++}if(o.
description!==void 0){let t=o.description;if(typeof t=="string"){if(!k.test(t)){const r={instancePath:i+"/body/description",schemaPath:"#/properties/body/proper\
ties/description/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,255}$"}};e===null?e=[r]:e.push(r),s++}}else{const r={instancePath:i+"/body/d\
escription",schemaPath:"#/properties/body/properties/description/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),s++}}if(o.billing_address!==
void 0){let t=o.billing_address;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.line1===void 0){const r={instancePath:i+"/body/billing_address",schemaPath:"#/\
properties/body/properties/billing_address/required",keyword:"required",params:{missingProperty:"line1"}};e===null?e=[r]:e.push(r),s++}if(t.postal_code===void 0){
const r={instancePath:i+"/body/billing_address",schemaPath:"#/properties/body/properties/billing_address/required",keyword:"required",params:{missingProperty:"p\
ostal_code"}};e===null?e=[r]:e.push(r),s++}if(t.country===void 0){const r={instancePath:i+"/body/billing_address",schemaPath:"#/properties/body/properties/billi\
ng_address/required",keyword:"required",params:{missingProperty:"country"}};e===null?e=[r]:e.push(r),s++}for(const r in t)if(!(r==="line1"||r==="line2"||r==="ci\
ty"||r==="state"||r==="postal_code"||r==="country")){const p={instancePath:i+"/body/billing_address",schemaPath:"#/properties/body/properties/billing_address/ad\
ditionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[p]:e.push(p),s++}if(t.line1!==void 0){let r=t.line1;if(typeof r=="\
string"){if(!m.test(r)){const p={instancePath:i+"/body/billing_address/line1",schemaPath:"#/properties/body/properties/billing_address/properties/line1/pattern",
keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,200}$"}};e===null?e=[p]:e.push(p),s++}}else{const p={instancePath:i+"/body/billing_address/line1",schemaPath:"\
#/properties/body/properties/billing_address/properties/line1/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),s++}}if(t.line2!==void 0){let r=t.
line2;if(typeof r=="string"){if(!m.test(r)){const p={instancePath:i+"/body/billing_address/line2",schemaPath:"#/properties/body/properties/billing_address/prope\
rties/line2/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,200}$"}};e===null?e=[p]:e.push(p),s++}}else{const p={instancePath:i+"/body/billin\
g_address/line2",schemaPath:"#/properties/body/properties/billing_address/properties/line2/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),
s++}}if(t.city!==void 0){let r=t.city;if(typeof r=="string"){if(!h.test(r)){const p={instancePath:i+"/body/billing_address/city",schemaPath:"#/properties/body/p\
roperties/billing_address/properties/city/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,100}$"}};e===null?e=[p]:e.push(p),s++}}else{const p={
instancePath:i+"/body/billing_address/city",schemaPath:"#/properties/body/properties/billing_address/properties/city/type",keyword:"type",params:{type:"string"}};
e===null?e=[p]:e.push(p),s++}}if(t.state!==void 0){let r=t.state;if(typeof r=="string"){if(!h.test(r)){const p={instancePath:i+"/body/billing_address/state",schemaPath:"\
#/properties/body/properties/billing_address/properties/state/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,100}$"}};e===null?e=[p]:e.push(
p),s++}}else{const p={instancePath:i+"/body/billing_address/state",schemaPath:"#/properties/body/properties/billing_address/properties/state/type",keyword:"type",
params:{type:"string"}};e===null?e=[p]:e.push(p),s++}}if(t.postal_code!==void 0){let r=t.postal_code;if(typeof r=="string"){if(!$.test(r)){const p={instancePath:i+
"/body/billing_address/postal_code",schemaPath:"#/properties/body/properties/billing_address/properties/postal_code/pattern",keyword:"pattern",params:{pattern:"\
^[^\\x00-\\x1f\\x7f]{1,20}$"}};e===null?e=[p]:e.push(p),s++}}else{const p={instancePath:i+"/body/billing_address/postal_code",schemaPath:"#/properties/body/prop\
erties/billing_address/properties/postal_code/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),s++}}if(t.country!==void 0){let r=t.country;
if(typeof r=="string"){if(!A.test(r)){const p={instancePath:i+"/body/billing_address/country",schemaPath:"#/properties/body/properties/billing_address/propertie\
s/country/pattern",keyword:"pattern",params:{pattern:"^[A-Z]{2}$"}};e===null?e=[p]:e.push(p),s++}}else{const p={instancePath:i+"/body/billing_address/country",schemaPath:"\
#/properties/body/properties/billing_address/properties/country/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),s++}}}else{const r={instancePath:i+
"/body/billing_address",schemaPath:"#/properties/body/properties/billing_address/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}if(o.
escrow!==void 0){let t=o.escrow;if(t&&typeof t=="object"&&!Array.isArray(t)){for(const r in t)if(!(r==="release_conditions"||r==="auto_release"||r==="hold_end_d\
ate"||r==="expiry_policy"||r==="beneficiaries")){const p={instancePath:i+"/body/escrow",schemaPath:"#/properties/body/properties/escrow/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:r}};e===null?e=[p]:e.push(p),s++}if(t.release_conditions!==void 0){let r=t.release_conditions;if(!(r&&typeof r==
"object"&&!Array.isArray(r))){const p={instancePath:i+"/body/escrow/release_conditions",schemaPath:"#/properties/body/properties/escrow/properties/release_condi\
tions/type",keyword:"type",params:{type:"object"}};e===null?e=[p]:e.push(p),s++}}if(t.auto_release!==void 0&&typeof t.auto_release!="boolean"){const r={instancePath:i+
"/body/escrow/auto_release",schemaPath:"#/properties/body/properties/escrow/properties/auto_release/type",keyword:"type",params:{type:"boolean"}};e===null?e=[r]:
e.push(r),s++}if(t.hold_end_date!==void 0){let r=t.hold_end_date;if(typeof r=="string"){if(!q.validate(r)){const p={instancePath:i+"/body/escrow/hold_end_date",
schemaPath:"#/properties/body/properties/escrow/properties/hold_end_date/format",keyword:"format",params:{format:"date-time"}};e===null?e=[p]:e.push(p),s++}}else{
const p={instancePath:i+"/body/escrow/hold_end_date",schemaPath:"#/properties/body/properties/escrow/properties/hold_end_date/type",keyword:"type",params:{type:"\
string"}};e===null?e=[p]:e.push(p),s++}}if(t.expiry_policy!==void 0){let r=t.expiry_policy;if(typeof r!="string"){const p={instancePath:i+"/body/escrow/expiry_p\
olicy",schemaPath:"#/properties/body/properties/escrow/properties/expiry_policy/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),s++}if(!(r===
"keep"||r==="release"||r==="refund")){const p={instancePath:i+"/body/escrow/expiry_policy",schemaPath:"#/properties/body/properties/escrow/properties/expiry_pol\
icy/enum",keyword:"enum",params:{allowedValues:f.properties.body.properties.escrow.properties.expiry_policy.enum}};e===null?e=[p]:e.push(p),s++}}if(t.beneficiaries!==
void 0){let r=t.beneficiaries;if(Array.isArray(r)){if(r.length>15){const d={instancePath:i+"/body/escrow/beneficiaries",schemaPath:"#/properties/body/properties\
/escrow/properties/beneficiaries/maxItems",keyword:"maxItems",params:{limit:15}};e===null?e=[d]:e.push(d),s++}if(r.length<1){const d={instancePath:i+"/body/escr\
ow/beneficiaries",schemaPath:"#/properties/body/properties/escrow/properties/beneficiaries/minItems",keyword:"minItems",params:{limit:1}};e===null?e=[d]:e.push(
d),s++}const p=r.length;for(let d=0;d<p;d++){let c=r[d];if(c&&typeof c=="object"&&!Array.isArray(c)){if(c.provider_id===void 0){const a={instancePath:i+"/body/e\
scrow/beneficiaries/"+d,schemaPath:"#/properties/body/properties/escrow/properties/beneficiaries/items/required",keyword:"required",params:{missingProperty:"pro\
vider_id"}};e===null?e=[a]:e.push(a),s++}if(c.basis_points===void 0){const a={instancePath:i+"/body/escrow/beneficiaries/"+d,schemaPath:"#/properties/body/prope\
rties/escrow/properties/beneficiaries/items/required",keyword:"required",params:{missingProperty:"basis_points"}};e===null?e=[a]:e.push(a),s++}for(const a in c)
if(!(a==="provider_id"||a==="basis_points")){const l={instancePath:i+"/body/escrow/beneficiaries/"+d,schemaPath:"#/properties/body/properties/escrow/properties/\
beneficiaries/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:a}};e===null?e=[l]:e.push(l),s++}if(c.provider_id!==void 0){
let a=c.provider_id;if(typeof a=="string"){if(!u.test(a)){const l={instancePath:i+"/body/escrow/beneficiaries/"+d+"/provider_id",schemaPath:"#/properties/body/p\
roperties/escrow/properties/beneficiaries/items/properties/provider_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[l]:
e.push(l),s++}}else{const l={instancePath:i+"/body/escrow/beneficiaries/"+d+"/provider_id",schemaPath:"#/properties/body/properties/escrow/properties/beneficiar\
ies/items/properties/provider_id/type",keyword:"type",params:{type:"string"}};e===null?e=[l]:e.push(l),s++}}if(c.basis_points!==void 0){let a=c.basis_points;if(!(typeof a==
"number"&&!(a%1)&&!isNaN(a)&&isFinite(a))){const l={instancePath:i+"/body/escrow/beneficiaries/"+d+"/basis_points",schemaPath:"#/properties/body/properties/escr\
ow/properties/beneficiaries/items/properties/basis_points/type",keyword:"type",params:{type:"integer"}};e===null?e=[l]:e.push(l),s++}if(typeof a=="number"&&isFinite(
a)){if(a>1e4||isNaN(a)){const l={instancePath:i+"/body/escrow/beneficiaries/"+d+"/basis_points",schemaPath:"#/properties/body/properties/escrow/properties/benef\
iciaries/items/properties/basis_points/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e4}};e===null?e=[l]:e.push(l),s++}if(a<1||isNaN(a)){const l={instancePath:i+
"/body/escrow/beneficiaries/"+d+"/basis_points",schemaPath:"#/properties/body/properties/escrow/properties/beneficiaries/items/properties/basis_points/minimum",
keyword:"minimum",params:{comparison:">=",limit:1}};e===null?e=[l]:e.push(l),s++}}}}else{const a={instancePath:i+"/body/escrow/beneficiaries/"+d,schemaPath:"#/p\
roperties/body/properties/escrow/properties/beneficiaries/items/type",keyword:"type",params:{type:"object"}};e===null?e=[a]:e.push(a),s++}}}else{const p={instancePath:i+
"/body/escrow/beneficiaries",schemaPath:"#/properties/body/properties/escrow/properties/beneficiaries/type",keyword:"type",params:{type:"array"}};e===null?e=[p]:
e.push(p),s++}}}else{const r={instancePath:i+"/body/escrow",schemaPath:"#/properties/body/properties/escrow/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),s++}}}else{const n={instancePath:i+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[n]:e.push(n),s++}}}else{
const o={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[o]:e.push(o),s++}return b.errors=e,s===0}exports.operation={id:"v\
alidatePayment",method:"POST",path:"/validate",cardData:!1,decimals:["amount"],cardNumbers:[],integers:[],aliases:{transaction_id:"payment_id"},allowed:{"^[\\x20\
-\\x7e]{1,255}$":"1 to 255 printable ASCII characters","^[a-zA-Z0-9_.:@|+-]{1,120}$":"1 to 120 of a-z, A-Z, 0-9, _ . : @ | + -","^[A-Z]{3}$":"an ISO 4217 code i\
n capitals, such as USD","^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^[a-zA-Z0-9_-]{1,128}$":"a token (tok_...), a bank account (b\
a_...), or a method that is still at Stripe (pm_...)","^[^\\x00-\\x1f\\x7f]{1,255}$":"1 to 255 characters, no control characters","^[^\\x00-\\x1f\\x7f]{1,200}$":"\
1 to 200 characters, no control characters","^[^\\x00-\\x1f\\x7f]{1,100}$":"1 to 100 characters, no control characters","^[^\\x00-\\x1f\\x7f]{1,20}$":"1 to 20 c\
haracters, no control characters","^[A-Z]{2}$":"an ISO 3166-1 code of two letters in capitals, such as US"},body:"required",validate:exports.validate};
