// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=u;const l={type:"object",properties:{path:{type:"object",additionalProperties:!1,required:["provider_id"],properties:{provider_id:{type:"string",
pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}}},query:{type:"object",additionalProperties:!1,properties:{}},header:{type:"object",properties:{}},body:{type:"object",additionalProperties:!1,
properties:{version:{type:"integer",minimum:1},status:{type:"string",enum:["active","blocked"],default:"active"},payout_account:{type:"string",pattern:"^[a-zA-Z\
0-9_.:@|+-]{1,128}$"},payout_schedule:{type:"string",enum:["on_release","manual","daily","weekly","monthly"]},fee_plan:{type:"string",pattern:"^[a-z0-9_-]{1,64}\
$",default:"standard"},external_reference:{type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,255}$"},name:{type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,255}$"},email:{
type:"string",maxLength:254,pattern:"^[^@\\s]{1,64}@[^@\\s.]{1,63}(\\.[^@\\s.]{1,63})+$"}}}}},d=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),f=new RegExp("^[a-\
z0-9_-]{1,64}$","u"),y=new RegExp("^[^\\x00-\\x1f\\x7f]{1,255}$","u"),c=new RegExp("^[^@\\s]{1,64}@[^@\\s.]{1,63}(\\.[^@\\s.]{1,63})+$","u"),h=require("ajv/dist/runtime/ucs2length").
default;function u(n,{instancePath:s="",parentData:m,parentDataProperty:b,rootData:_=n}={}){let e=null,p=0;if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.path!==
void 0){let r=n.path;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.provider_id===void 0){const o={instancePath:s+"/path",schemaPath:"#/properties/path/requi\
red",keyword:"required",params:{missingProperty:"provider_id"}};e===null?e=[o]:e.push(o),p++}for(const o in r)if(o!=="provider_id"){const i={instancePath:s+"/pa\
th",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:o}};e===null?e=[i]:e.push(i),p++}if(r.provider_id!==
void 0){let o=r.provider_id;if(typeof o=="string"){if(!d.test(o)){const i={instancePath:s+"/path/provider_id",schemaPath:"#/properties/path/properties/provider_\
id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[i]:e.push(i),p++}}else{const i={instancePath:s+"/path/provider_id",schemaPath:"\
#/properties/path/properties/provider_id/type",keyword:"type",params:{type:"string"}};e===null?e=[i]:e.push(i),p++}}}else{const o={instancePath:s+"/path",schemaPath:"\
#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[o]:e.push(o),p++}}if(n.query!==void 0){let r=n.query;if(r&&typeof r=="object"&&!Array.
isArray(r))for(const o in r){const i={instancePath:s+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:o}};
e===null?e=[i]:e.push(i),p++}else{const o={instancePath:s+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[o]:e.
push(o),p++}}if(n.header!==void 0){let r=n.header;if(!(r&&typeof r=="object"&&!Array.isArray(r))){const o={instancePath:s+"/header",schemaPath:"#/properties/hea\
der/type",keyword:"type",params:{type:"object"}};e===null?e=[o]:e.push(o),p++}}if(n.body!==void 0){let r=n.body;if(r&&typeof r=="object"&&!Array.isArray(r)){r.status===
void 0&&(r.status="active"),r.fee_plan===void 0&&(r.fee_plan="standard");for(const t in r)if(!(t==="version"||t==="status"||t==="payout_account"||t==="payout_sc\
hedule"||t==="fee_plan"||t==="external_reference"||t==="name"||t==="email")){const a={instancePath:s+"/body",schemaPath:"#/properties/body/additionalProperties",
keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[a]:e.push(a),p++}if(r.version!==void 0){let t=r.version;if(!(typeof t=="number"&&!(t%1)&&
!isNaN(t)&&isFinite(t))){const a={instancePath:s+"/body/version",schemaPath:"#/properties/body/properties/version/type",keyword:"type",params:{type:"integer"}};
e===null?e=[a]:e.push(a),p++}if(typeof t=="number"&&isFinite(t)&&(t<1||isNaN(t))){const a={instancePath:s+"/body/version",schemaPath:"#/properties/body/properti\
es/version/minimum",keyword:"minimum",params:{comparison:">=",limit:1}};e===null?e=[a]:e.push(a),p++}}let o=r.status;if(typeof o!="string"){const t={instancePath:s+
"/body/status",schemaPath:"#/properties/body/properties/status/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),p++}if(!(o==="active"||o===
"blocked")){const t={instancePath:s+"/body/status",schemaPath:"#/properties/body/properties/status/enum",keyword:"enum",params:{allowedValues:l.properties.body.
properties.status.enum}};e===null?e=[t]:e.push(t),p++}if(r.payout_account!==void 0){let t=r.payout_account;if(typeof t=="string"){if(!d.test(t)){const a={instancePath:s+
"/body/payout_account",schemaPath:"#/properties/body/properties/payout_account/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?
e=[a]:e.push(a),p++}}else{const a={instancePath:s+"/body/payout_account",schemaPath:"#/properties/body/properties/payout_account/type",keyword:"type",params:{type:"\
string"}};e===null?e=[a]:e.push(a),p++}}if(r.payout_schedule!==void 0){let t=r.payout_schedule;if(typeof t!="string"){const a={instancePath:s+"/body/payout_sche\
dule",schemaPath:"#/properties/body/properties/payout_schedule/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),p++}if(!(t==="on_release"||
t==="manual"||t==="daily"||t==="weekly"||t==="monthly")){const a={instancePath:s+"/body/payout_schedule",schemaPath:"#/properties/body/properties/payout_schedul\
e/enum",keyword:"enum",params:{allowedValues:l.properties.body.properties.payout_schedule.enum}};e===null?e=[a]:e.push(a),p++}}let i=r.fee_plan;if(typeof i=="st\
ring"){if(!f.test(i)){const t={instancePath:s+"/body/fee_plan",schemaPath:"#/properties/body/properties/fee_plan/pattern",keyword:"pattern",params:{pattern:"^[a\
-z0-9_-]{1,64}$"}};e===null?e=[t]:e.push(t),p++}}else{const t={instancePath:s+"/body/fee_plan",schemaPath:"#/properties/body/properties/fee_plan/type",keyword:"\
type",params:{type:"string"}};e===null?e=[t]:e.push(t),p++}if(r.external_reference!==void 0){let t=r.external_reference;if(typeof t=="string"){if(!y.test(t)){const a={
instancePath:s+"/body/external_reference",schemaPath:"#/properties/body/properties/external_reference/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x\
7f]{1,255}$"}};e===null?e=[a]:e.push(a),p++}}else{const a={instancePath:s+"/body/external_reference",schemaPath:"#/properties/body/properties/external_reference\
/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),p++}}if(r.name!==void 0){let t=r.name;if(typeof t=="string"){if(!y.test(t)){const a={instancePath:s+
"/body/name",schemaPath:"#/properties/body/properties/name/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,255}$"}};e===null?e=[a]:e.push(a),
p++}}else{const a={instancePath:s+"/body/name",schemaPath:"#/properties/body/properties/name/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(
a),p++}}if(r.email!==void 0){let t=r.email;if(typeof t=="string"){if(h(t)>254){const a={instancePath:s+"/body/email",schemaPath:"#/properties/body/properties/em\
ail/maxLength",keyword:"maxLength",params:{limit:254}};e===null?e=[a]:e.push(a),p++}if(!c.test(t)){const a={instancePath:s+"/body/email",schemaPath:"#/propertie\
s/body/properties/email/pattern",keyword:"pattern",params:{pattern:"^[^@\\s]{1,64}@[^@\\s.]{1,63}(\\.[^@\\s.]{1,63})+$"}};e===null?e=[a]:e.push(a),p++}}else{const a={
instancePath:s+"/body/email",schemaPath:"#/properties/body/properties/email/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),p++}}}else{const o={
instancePath:s+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[o]:e.push(o),p++}}}else{const r={instancePath:s,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}return u.errors=e,p===0}exports.operation={id:"putProvider",method:"PUT",path:"/prov\
iders/{provider_id}",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | \
+ -","^[a-z0-9_-]{1,64}$":"1 to 64 of a-z, 0-9, _ -","^[^\\x00-\\x1f\\x7f]{1,255}$":"1 to 255 characters, no control characters","^[^@\\s]{1,64}@[^@\\s.]{1,63}(\\.\
[^@\\s.]{1,63})+$":"an e-mail address"},body:"required",validate:exports.validate};
