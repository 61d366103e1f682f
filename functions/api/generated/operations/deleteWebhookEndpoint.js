// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=s;const n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function s(i,{instancePath:a="",parentData:d,parentDataProperty:y,rootData:l=i}={}){let e=null,o=0;if(i&&typeof i==
"object"&&!Array.isArray(i)){if(i.path!==void 0){let t=i.path;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.endpoint_id===void 0){const r={instancePath:a+"/\
path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"endpoint_id"}};e===null?e=[r]:e.push(r),o++}for(const r in t)if(r!=="e\
ndpoint_id"){const p={instancePath:a+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===
null?e=[p]:e.push(p),o++}if(t.endpoint_id!==void 0){let r=t.endpoint_id;if(typeof r=="string"){if(!n.test(r)){const p={instancePath:a+"/path/endpoint_id",schemaPath:"\
#/properties/path/properties/endpoint_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[p]:e.push(p),o++}}else{const p={
instancePath:a+"/path/endpoint_id",schemaPath:"#/properties/path/properties/endpoint_id/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),o++}}}else{
const r={instancePath:a+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),o++}}if(i.query!==void 0){let t=i.
query;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const p={instancePath:a+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:r}};e===null?e=[p]:e.push(p),o++}else{const r={instancePath:a+"/query",schemaPath:"#/properties/query/type",keyword:"\
type",params:{type:"object"}};e===null?e=[r]:e.push(r),o++}}if(i.header!==void 0){let t=i.header;if(!(t&&typeof t=="object"&&!Array.isArray(t))){const r={instancePath:a+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),o++}}if(i.body!==void 0){let t=i.body;if(t&&typeof t==
"object"&&!Array.isArray(t))for(const r in t){const p={instancePath:a+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",
params:{additionalProperty:r}};e===null?e=[p]:e.push(p),o++}else{const r={instancePath:a+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"\
object"}};e===null?e=[r]:e.push(r),o++}}}else{const t={instancePath:a,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),o++}return s.
errors=e,o===0}exports.operation={id:"deleteWebhookEndpoint",method:"DELETE",path:"/webhook-endpoints/{endpoint_id}",cardData:!1,decimals:[],cardNumbers:[],integers:[],
aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"none",validate:exports.validate};
