// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=d;const a={type:"object",properties:{path:{type:"object",additionalProperties:!1,properties:{}},query:{type:"object",additionalProperties:!1,properties:{}},
header:{type:"object",properties:{}},body:{type:"object",additionalProperties:!1,required:["holder_name","holder_type","routing_number","account_number","accoun\
t_type"],properties:{customer_id:{type:"string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"},provider_id:{type:"string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"},holder_name:{
type:"string"},holder_type:{type:"string",enum:["person","company"]},routing_number:{type:"string"},account_number:{type:"string"},account_type:{type:"string",enum:[
"checking","savings"]}}}}},n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function d(i,{instancePath:s="",parentData:y,parentDataProperty:u,rootData:l=i}={}){let e=null,
p=0;if(i&&typeof i=="object"&&!Array.isArray(i)){if(i.path!==void 0){let t=i.path;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const o={instancePath:s+
"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[o]:e.push(o),p++}else{const r={
instancePath:s+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}if(i.query!==void 0){let t=i.query;
if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const o={instancePath:s+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"add\
itionalProperties",params:{additionalProperty:r}};e===null?e=[o]:e.push(o),p++}else{const r={instancePath:s+"/query",schemaPath:"#/properties/query/type",keyword:"\
type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}if(i.header!==void 0){let t=i.header;if(!(t&&typeof t=="object"&&!Array.isArray(t))){const r={instancePath:s+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}if(i.body!==void 0){let t=i.body;if(t&&typeof t==
"object"&&!Array.isArray(t)){if(t.holder_name===void 0){const r={instancePath:s+"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"\
holder_name"}};e===null?e=[r]:e.push(r),p++}if(t.holder_type===void 0){const r={instancePath:s+"/body",schemaPath:"#/properties/body/required",keyword:"required",
params:{missingProperty:"holder_type"}};e===null?e=[r]:e.push(r),p++}if(t.routing_number===void 0){const r={instancePath:s+"/body",schemaPath:"#/properties/body\
/required",keyword:"required",params:{missingProperty:"routing_number"}};e===null?e=[r]:e.push(r),p++}if(t.account_number===void 0){const r={instancePath:s+"/bo\
dy",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"account_number"}};e===null?e=[r]:e.push(r),p++}if(t.account_type===void 0){
const r={instancePath:s+"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"account_type"}};e===null?e=[r]:e.push(r),p++}
for(const r in t)if(!(r==="customer_id"||r==="provider_id"||r==="holder_name"||r==="holder_type"||r==="routing_number"||r==="account_number"||r==="account_type")){
const o={instancePath:s+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[o]:
e.push(o),p++}if(t.customer_id!==void 0){let r=t.customer_id;if(typeof r=="string"){if(!n.test(r)){const o={instancePath:s+"/body/customer_id",schemaPath:"#/pro\
perties/body/properties/customer_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[o]:e.push(o),p++}}else{const o={instancePath:s+
"/body/customer_id",schemaPath:"#/properties/body/properties/customer_id/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.push(o),p++}}if(t.provider_id!==
void 0){let r=t.provider_id;if(typeof r=="string"){if(!n.test(r)){const o={instancePath:s+"/body/provider_id",schemaPath:"#/properties/body/properties/provider_\
id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[o]:e.push(o),p++}}else{const o={instancePath:s+"/body/provider_id",schemaPath:"\
#/properties/body/properties/provider_id/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.push(o),p++}}if(t.holder_name!==void 0&&typeof t.holder_name!=
"string"){const r={instancePath:s+"/body/holder_name",schemaPath:"#/properties/body/properties/holder_name/type",keyword:"type",params:{type:"string"}};e===null?
e=[r]:e.push(r),p++}if(t.holder_type!==void 0){let r=t.holder_type;if(typeof r!="string"){const o={instancePath:s+"/body/holder_type",schemaPath:"#/properties/b\
ody/properties/holder_type/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.push(o),p++}if(!(r==="person"||r==="company")){const o={instancePath:s+
"/body/holder_type",schemaPath:"#/properties/body/properties/holder_type/enum",keyword:"enum",params:{allowedValues:a.properties.body.properties.holder_type.enum}};
e===null?e=[o]:e.push(o),p++}}if(t.routing_number!==void 0&&typeof t.routing_number!="string"){const r={instancePath:s+"/body/routing_number",schemaPath:"#/prop\
erties/body/properties/routing_number/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),p++}if(t.account_number!==void 0&&typeof t.account_number!=
"string"){const r={instancePath:s+"/body/account_number",schemaPath:"#/properties/body/properties/account_number/type",keyword:"type",params:{type:"string"}};e===
null?e=[r]:e.push(r),p++}if(t.account_type!==void 0){let r=t.account_type;if(typeof r!="string"){const o={instancePath:s+"/body/account_type",schemaPath:"#/prop\
erties/body/properties/account_type/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.push(o),p++}if(!(r==="checking"||r==="savings")){const o={instancePath:s+
"/body/account_type",schemaPath:"#/properties/body/properties/account_type/enum",keyword:"enum",params:{allowedValues:a.properties.body.properties.account_type.
enum}};e===null?e=[o]:e.push(o),p++}}}else{const r={instancePath:s+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=
[r]:e.push(r),p++}}}else{const t={instancePath:s,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),p++}return d.errors=e,p===0}
exports.operation={id:"createBankAccount",method:"POST",path:"/bank-accounts",cardData:!0,decimals:[],cardNumbers:["account_number"],integers:[],aliases:{},allowed:{
"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"required",validate:exports.validate};
