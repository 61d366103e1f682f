// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=i;function i(o,{instancePath:s="",parentData:y,parentDataProperty:l,rootData:d=o}={}){let e=null,a=0;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.path!==void 0){
let r=o.path;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const p={instancePath:s+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:t}};e===null?e=[p]:e.push(p),a++}else{const t={instancePath:s+"/path",schemaPath:"#/properties/path/type",keyword:"\
type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}if(o.query!==void 0){let r=o.query;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const p={
instancePath:s+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[p]:e.push(
p),a++}else{const t={instancePath:s+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}if(o.header!==
void 0){let r=o.header;if(!(r&&typeof r=="object"&&!Array.isArray(r))){const t={instancePath:s+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{
type:"object"}};e===null?e=[t]:e.push(t),a++}}if(o.body!==void 0){let r=o.body;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const p={instancePath:s+
"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[p]:e.push(p),a++}else{const t={
instancePath:s+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}}else{const r={instancePath:s,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),a++}return i.errors=e,a===0}exports.operation={id:"getStatus",method:"GET",path:"/status",
cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{},body:"none",validate:exports.validate};
