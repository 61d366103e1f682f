// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=i;const d=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function i(o,{instancePath:p="",parentData:n,parentDataProperty:y,rootData:l=o}={}){let e=null,a=0;if(o&&typeof o==
"object"&&!Array.isArray(o)){if(o.path!==void 0){let r=o.path;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.escrow_id===void 0){const t={instancePath:p+"/pa\
th",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"escrow_id"}};e===null?e=[t]:e.push(t),a++}for(const t in r)if(t!=="escro\
w_id"){const s={instancePath:p+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?
e=[s]:e.push(s),a++}if(r.escrow_id!==void 0){let t=r.escrow_id;if(typeof t=="string"){if(!d.test(t)){const s={instancePath:p+"/path/escrow_id",schemaPath:"#/pro\
perties/path/properties/escrow_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[s]:e.push(s),a++}}else{const s={instancePath:p+
"/path/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/type",keyword:"type",params:{type:"string"}};e===null?e=[s]:e.push(s),a++}}}else{const t={instancePath:p+
"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}if(o.query!==void 0){let r=o.query;if(r&&typeof r==
"object"&&!Array.isArray(r))for(const t in r){const s={instancePath:p+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalPropertie\
s",params:{additionalProperty:t}};e===null?e=[s]:e.push(s),a++}else{const t={instancePath:p+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{
type:"object"}};e===null?e=[t]:e.push(t),a++}}if(o.header!==void 0){let r=o.header;if(!(r&&typeof r=="object"&&!Array.isArray(r))){const t={instancePath:p+"/hea\
der",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}}if(o.body!==void 0){let r=o.body;if(r&&typeof r==
"object"&&!Array.isArray(r))for(const t in r){const s={instancePath:p+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",
params:{additionalProperty:t}};e===null?e=[s]:e.push(s),a++}else{const t={instancePath:p+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"\
object"}};e===null?e=[t]:e.push(t),a++}}}else{const r={instancePath:p,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),a++}return i.
errors=e,a===0}exports.operation={id:"getEscrow",method:"GET",path:"/escrows/{escrow_id}",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{
"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"none",validate:exports.validate};
