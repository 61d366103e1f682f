// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=o;const n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function o(s,{instancePath:i="",parentData:d,parentDataProperty:y,rootData:l=s}={}){let e=null,p=0;if(s&&typeof s==
"object"&&!Array.isArray(s)){if(s.path!==void 0){let r=s.path;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.transfer_id===void 0){const t={instancePath:i+"/\
path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"transfer_id"}};e===null?e=[t]:e.push(t),p++}for(const t in r)if(t!=="t\
ransfer_id"){const a={instancePath:i+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===
null?e=[a]:e.push(a),p++}if(r.transfer_id!==void 0){let t=r.transfer_id;if(typeof t=="string"){if(!n.test(t)){const a={instancePath:i+"/path/transfer_id",schemaPath:"\
#/properties/path/properties/transfer_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[a]:e.push(a),p++}}else{const a={
instancePath:i+"/path/transfer_id",schemaPath:"#/properties/path/properties/transfer_id/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),p++}}}else{
const t={instancePath:i+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),p++}}if(s.query!==void 0){let r=s.
query;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const a={instancePath:i+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:t}};e===null?e=[a]:e.push(a),p++}else{const t={instancePath:i+"/query",schemaPath:"#/properties/query/type",keyword:"\
type",params:{type:"object"}};e===null?e=[t]:e.push(t),p++}}if(s.header!==void 0){let r=s.header;if(!(r&&typeof r=="object"&&!Array.isArray(r))){const t={instancePath:i+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),p++}}if(s.body!==void 0){let r=s.body;if(r&&typeof r==
"object"&&!Array.isArray(r))for(const t in r){const a={instancePath:i+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",
params:{additionalProperty:t}};e===null?e=[a]:e.push(a),p++}else{const t={instancePath:i+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"\
object"}};e===null?e=[t]:e.push(t),p++}}}else{const r={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}return o.
errors=e,p===0}exports.operation={id:"getAchTransfer",method:"GET",path:"/ach-transfers/{transfer_id}",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},
allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"none",validate:exports.validate};
