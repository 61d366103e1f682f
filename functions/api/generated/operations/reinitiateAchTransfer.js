// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=o;const n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function o(s,{instancePath:p="",parentData:d,parentDataProperty:y,rootData:l=s}={}){let e=null,i=0;if(s&&typeof s==
"object"&&!Array.isArray(s)){if(s.path!==void 0){let r=s.path;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.transfer_id===void 0){const t={instancePath:p+"/\
path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"transfer_id"}};e===null?e=[t]:e.push(t),i++}for(const t in r)if(t!=="t\
ransfer_id"){const a={instancePath:p+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===
null?e=[a]:e.push(a),i++}if(r.transfer_id!==void 0){let t=r.transfer_id;if(typeof t=="string"){if(!n.test(t)){const a={instancePath:p+"/path/transfer_id",schemaPath:"\
#/properties/path/properties/transfer_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[a]:e.push(a),i++}}else{const a={
instancePath:p+"/path/transfer_id",schemaPath:"#/properties/path/properties/transfer_id/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),i++}}}else{
const t={instancePath:p+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),i++}}if(s.query!==void 0){let r=s.
query;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const a={instancePath:p+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:t}};e===null?e=[a]:e.push(a),i++}else{const t={instancePath:p+"/query",schemaPath:"#/properties/query/type",keyword:"\
type",params:{type:"object"}};e===null?e=[t]:e.push(t),i++}}if(s.header!==void 0){let r=s.header;if(!(r&&typeof r=="object"&&!Array.isArray(r))){const t={instancePath:p+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),i++}}if(s.body!==void 0){let r=s.body;if(r&&typeof r==
"object"&&!Array.isArray(r))for(const t in r){const a={instancePath:p+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",
params:{additionalProperty:t}};e===null?e=[a]:e.push(a),i++}else{const t={instancePath:p+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"\
object"}};e===null?e=[t]:e.push(t),i++}}}else{const r={instancePath:p,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}return o.
errors=e,i===0}exports.operation={id:"reinitiateAchTransfer",method:"POST",path:"/ach-transfers/{transfer_id}/reinitiate",cardData:!1,decimals:[],cardNumbers:[],
integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"none",validate:exports.validate};
