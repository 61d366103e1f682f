// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=s;const d=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function s(i,{instancePath:a="",parentData:n,parentDataProperty:y,rootData:l=i}={}){let e=null,o=0;if(i&&typeof i==
"object"&&!Array.isArray(i)){if(i.path!==void 0){let r=i.path;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.provider_id===void 0){const t={instancePath:a+"/\
path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"provider_id"}};e===null?e=[t]:e.push(t),o++}for(const t in r)if(t!=="p\
rovider_id"){const p={instancePath:a+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===
null?e=[p]:e.push(p),o++}if(r.provider_id!==void 0){let t=r.provider_id;if(typeof t=="string"){if(!d.test(t)){const p={instancePath:a+"/path/provider_id",schemaPath:"\
#/properties/path/properties/provider_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[p]:e.push(p),o++}}else{const p={
instancePath:a+"/path/provider_id",schemaPath:"#/properties/path/properties/provider_id/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),o++}}}else{
const t={instancePath:a+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),o++}}if(i.query!==void 0){let r=i.
query;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const p={instancePath:a+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:t}};e===null?e=[p]:e.push(p),o++}else{const t={instancePath:a+"/query",schemaPath:"#/properties/query/type",keyword:"\
type",params:{type:"object"}};e===null?e=[t]:e.push(t),o++}}if(i.header!==void 0){let r=i.header;if(!(r&&typeof r=="object"&&!Array.isArray(r))){const t={instancePath:a+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),o++}}if(i.body!==void 0){let r=i.body;if(r&&typeof r==
"object"&&!Array.isArray(r))for(const t in r){const p={instancePath:a+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",
params:{additionalProperty:t}};e===null?e=[p]:e.push(p),o++}else{const t={instancePath:a+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"\
object"}};e===null?e=[t]:e.push(t),o++}}}else{const r={instancePath:a,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),o++}return s.
errors=e,o===0}exports.operation={id:"getProvider",method:"GET",path:"/providers/{provider_id}",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{
"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"none",validate:exports.validate};
