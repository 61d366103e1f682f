// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=l;const d={type:"object",properties:{path:{type:"object",additionalProperties:!1,required:["customer_id"],properties:{customer_id:{type:"string",
pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}}},query:{type:"object",additionalProperties:!1,properties:{}},header:{type:"object",properties:{}},body:{type:"object",additionalProperties:!1,
properties:{version:{type:"integer",minimum:1},status:{type:"string",enum:["active","blocked"],default:"active"},external_reference:{type:"string",pattern:"^[^\\\
x00-\\x1f\\x7f]{1,255}$"},name:{type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{1,255}$"},email:{type:"string",maxLength:254,pattern:"^[^@\\s]{1,64}@[^@\\s.]{1,63}(\\.\
[^@\\s.]{1,63})+$"}}}}},y=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),n=new RegExp("^[^\\x00-\\x1f\\x7f]{1,255}$","u"),u=new RegExp("^[^@\\s]{1,64}@[^@\\s.]{1,6\
3}(\\.[^@\\s.]{1,63})+$","u"),f=require("ajv/dist/runtime/ucs2length").default;function l(o,{instancePath:i="",parentData:c,parentDataProperty:m,rootData:h=o}={}){
let e=null,p=0;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.path!==void 0){let r=o.path;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.customer_id===void 0){
const a={instancePath:i+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"customer_id"}};e===null?e=[a]:e.push(a),p++}
for(const a in r)if(a!=="customer_id"){const t={instancePath:i+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{
additionalProperty:a}};e===null?e=[t]:e.push(t),p++}if(r.customer_id!==void 0){let a=r.customer_id;if(typeof a=="string"){if(!y.test(a)){const t={instancePath:i+
"/path/customer_id",schemaPath:"#/properties/path/properties/customer_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[
t]:e.push(t),p++}}else{const t={instancePath:i+"/path/customer_id",schemaPath:"#/properties/path/properties/customer_id/type",keyword:"type",params:{type:"strin\
g"}};e===null?e=[t]:e.push(t),p++}}}else{const a={instancePath:i+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[
a]:e.push(a),p++}}if(o.query!==void 0){let r=o.query;if(r&&typeof r=="object"&&!Array.isArray(r))for(const a in r){const t={instancePath:i+"/query",schemaPath:"\
#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:a}};e===null?e=[t]:e.push(t),p++}else{const a={instancePath:i+
"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[a]:e.push(a),p++}}if(o.header!==void 0){let r=o.header;if(!(r&&
typeof r=="object"&&!Array.isArray(r))){const a={instancePath:i+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?
e=[a]:e.push(a),p++}}if(o.body!==void 0){let r=o.body;if(r&&typeof r=="object"&&!Array.isArray(r)){r.status===void 0&&(r.status="active");for(const t in r)if(!(t===
"version"||t==="status"||t==="external_reference"||t==="name"||t==="email")){const s={instancePath:i+"/body",schemaPath:"#/properties/body/additionalProperties",
keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[s]:e.push(s),p++}if(r.version!==void 0){let t=r.version;if(!(typeof t=="number"&&!(t%1)&&
!isNaN(t)&&isFinite(t))){const s={instancePath:i+"/body/version",schemaPath:"#/properties/body/properties/version/type",keyword:"type",params:{type:"integer"}};
e===null?e=[s]:e.push(s),p++}if(typeof t=="number"&&isFinite(t)&&(t<1||isNaN(t))){const s={instancePath:i+"/body/version",schemaPath:"#/properties/body/properti\
es/version/minimum",keyword:"minimum",params:{comparison:">=",limit:1}};e===null?e=[s]:e.push(s),p++}}let a=r.status;if(typeof a!="string"){const t={instancePath:i+
"/body/status",schemaPath:"#/properties/body/properties/status/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),p++}if(!(a==="active"||a===
"blocked")){const t={instancePath:i+"/body/status",schemaPath:"#/properties/body/properties/status/enum",keyword:"enum",params:{allowedValues:d.properties.body.
properties.status.enum}};e===null?e=[t]:e.push(t),p++}if(r.external_reference!==void 0){let t=r.external_reference;if(typeof t=="string"){if(!n.test(t)){const s={
instancePath:i+"/body/external_reference",schemaPath:"#/properties/body/properties/external_reference/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x\
7f]{1,255}$"}};e===null?e=[s]:e.push(s),p++}}else{const s={instancePath:i+"/body/external_reference",schemaPath:"#/properties/body/properties/external_reference\
/type",keyword:"type",params:{type:"string"}};e===null?e=[s]:e.push(s),p++}}if(r.name!==void 0){let t=r.name;if(typeof t=="string"){if(!n.test(t)){const s={instancePath:i+
"/body/name",schemaPath:"#/properties/body/properties/name/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,255}$"}};e===null?e=[s]:e.push(s),
p++}}else{const s={instancePath:i+"/body/name",schemaPath:"#/properties/body/properties/name/type",keyword:"type",params:{type:"string"}};e===null?e=[s]:e.push(
s),p++}}if(r.email!==void 0){let t=r.email;if(typeof t=="string"){if(f(t)>254){const s={instancePath:i+"/body/email",schemaPath:"#/properties/body/properties/em\
ail/maxLength",keyword:"maxLength",params:{limit:254}};e===null?e=[s]:e.push(s),p++}if(!u.test(t)){const s={instancePath:i+"/body/email",schemaPath:"#/propertie\
s/body/properties/email/pattern",keyword:"pattern",params:{pattern:"^[^@\\s]{1,64}@[^@\\s.]{1,63}(\\.[^@\\s.]{1,63})+$"}};e===null?e=[s]:e.push(s),p++}}else{const s={
instancePath:i+"/body/email",schemaPath:"#/properties/body/properties/email/type",keyword:"type",params:{type:"string"}};e===null?e=[s]:e.push(s),p++}}}else{const a={
instancePath:i+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[a]:e.push(a),p++}}}else{const r={instancePath:i,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}return l.errors=e,p===0}exports.operation={id:"putCustomer",method:"PUT",path:"/cust\
omers/{customer_id}",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | \
+ -","^[^\\x00-\\x1f\\x7f]{1,255}$":"1 to 255 characters, no control characters","^[^@\\s]{1,64}@[^@\\s.]{1,63}(\\.[^@\\s.]{1,63})+$":"an e-mail address"},body:"\
required",validate:exports.validate};
