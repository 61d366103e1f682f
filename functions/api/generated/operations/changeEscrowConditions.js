// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=p;const d=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function p(a,{instancePath:i="",parentData:n,parentDataProperty:y,rootData:l=a}={}){let e=null,o=0;if(a&&typeof a==
"object"&&!Array.isArray(a)){if(a.path!==void 0){let t=a.path;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.escrow_id===void 0){const r={instancePath:i+"/pa\
th",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"escrow_id"}};e===null?e=[r]:e.push(r),o++}for(const r in t)if(r!=="escro\
w_id"){const s={instancePath:i+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?
e=[s]:e.push(s),o++}if(t.escrow_id!==void 0){let r=t.escrow_id;if(typeof r=="string"){if(!d.test(r)){const s={instancePath:i+"/path/escrow_id",schemaPath:"#/pro\
perties/path/properties/escrow_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[s]:e.push(s),o++}}else{const s={instancePath:i+
"/path/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/type",keyword:"type",params:{type:"string"}};e===null?e=[s]:e.push(s),o++}}}else{const r={instancePath:i+
"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),o++}}if(a.query!==void 0){let t=a.query;if(t&&typeof t==
"object"&&!Array.isArray(t))for(const r in t){const s={instancePath:i+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalPropertie\
s",params:{additionalProperty:r}};e===null?e=[s]:e.push(s),o++}else{const r={instancePath:i+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{
type:"object"}};e===null?e=[r]:e.push(r),o++}}if(a.header!==void 0){let t=a.header;if(!(t&&typeof t=="object"&&!Array.isArray(t))){const r={instancePath:i+"/hea\
der",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),o++}}if(a.body!==void 0){let t=a.body;if(t&&typeof t==
"object"&&!Array.isArray(t)){if(t.release_conditions===void 0){const r={instancePath:i+"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{
missingProperty:"release_conditions"}};e===null?e=[r]:e.push(r),o++}for(const r in t)if(r!=="release_conditions"){const s={instancePath:i+"/body",schemaPath:"#/\
properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[s]:e.push(s),o++}if(t.release_conditions!==void 0){
let r=t.release_conditions;if(!(r&&typeof r=="object"&&!Array.isArray(r))){const s={instancePath:i+"/body/release_conditions",schemaPath:"#/properties/body/prop\
erties/release_conditions/type",keyword:"type",params:{type:"object"}};e===null?e=[s]:e.push(s),o++}}}else{const r={instancePath:i+"/body",schemaPath:"#/propert\
ies/body/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),o++}}}else{const t={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"\
object"}};e===null?e=[t]:e.push(t),o++}return p.errors=e,o===0}exports.operation={id:"changeEscrowConditions",method:"PUT",path:"/escrows/{escrow_id}/conditions",
cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"required",
validate:exports.validate};
