// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=i;const n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),d=new RegExp("^[a-z][a-z0-9_]{0,31}([.][a-z][a-z0-9_]{0,31}){1,3}$","u");function i(o,{instancePath:p="",parentData:y,
parentDataProperty:l,rootData:c=o}={}){let e=null,s=0;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.path!==void 0){let t=o.path;if(t&&typeof t=="object"&&!Array.
isArray(t)){if(t.escrow_id===void 0){const r={instancePath:p+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"escrow_\
id"}};e===null?e=[r]:e.push(r),s++}for(const r in t)if(r!=="escrow_id"){const a={instancePath:p+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:r}};e===null?e=[a]:e.push(a),s++}if(t.escrow_id!==void 0){let r=t.escrow_id;if(typeof r=="string"){if(!n.test(r)){
const a={instancePath:p+"/path/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,1\
28}$"}};e===null?e=[a]:e.push(a),s++}}else{const a={instancePath:p+"/path/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/type",keyword:"type",params:{
type:"string"}};e===null?e=[a]:e.push(a),s++}}}else{const r={instancePath:p+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===
null?e=[r]:e.push(r),s++}}if(o.query!==void 0){let t=o.query;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const a={instancePath:p+"/query",schemaPath:"\
#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[a]:e.push(a),s++}else{const r={instancePath:p+
"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}if(o.header!==void 0){let t=o.header;if(!(t&&
typeof t=="object"&&!Array.isArray(t))){const r={instancePath:p+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),s++}}if(o.body!==void 0){let t=o.body;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.name===void 0){const r={instancePath:p+"/body",schemaPath:"\
#/properties/body/required",keyword:"required",params:{missingProperty:"name"}};e===null?e=[r]:e.push(r),s++}for(const r in t)if(r!=="name"){const a={instancePath:p+
"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[a]:e.push(a),s++}if(t.name!==
void 0){let r=t.name;if(typeof r=="string"){if(!d.test(r)){const a={instancePath:p+"/body/name",schemaPath:"#/properties/body/properties/name/pattern",keyword:"\
pattern",params:{pattern:"^[a-z][a-z0-9_]{0,31}([.][a-z][a-z0-9_]{0,31}){1,3}$"}};e===null?e=[a]:e.push(a),s++}}else{const a={instancePath:p+"/body/name",schemaPath:"\
#/properties/body/properties/name/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),s++}}}else{const r={instancePath:p+"/body",schemaPath:"#\
/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}}else{const t={instancePath:p,schemaPath:"#/type",keyword:"type",params:{
type:"object"}};e===null?e=[t]:e.push(t),s++}return i.errors=e,s===0}exports.operation={id:"recordEscrowEvent",method:"POST",path:"/escrows/{escrow_id}/events",
cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^[a-z][a-z0-9_]\
{0,31}([.][a-z][a-z0-9_]{0,31}){1,3}$":"a name such as service.completed"},body:"required",validate:exports.validate};
