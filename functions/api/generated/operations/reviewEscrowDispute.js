// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=d;const o=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function d(a,{instancePath:p="",parentData:n,parentDataProperty:y,rootData:l=a}={}){let e=null,i=0;if(a&&typeof a==
"object"&&!Array.isArray(a)){if(a.path!==void 0){let t=a.path;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.escrow_id===void 0){const r={instancePath:p+"/pa\
th",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"escrow_id"}};e===null?e=[r]:e.push(r),i++}if(t.dispute_id===void 0){const r={
instancePath:p+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"dispute_id"}};e===null?e=[r]:e.push(r),i++}for(const r in t)
if(!(r==="escrow_id"||r==="dispute_id")){const s={instancePath:p+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{
additionalProperty:r}};e===null?e=[s]:e.push(s),i++}if(t.escrow_id!==void 0){let r=t.escrow_id;if(typeof r=="string"){if(!o.test(r)){const s={instancePath:p+"/p\
ath/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[s]:e.push(
s),i++}}else{const s={instancePath:p+"/path/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/type",keyword:"type",params:{type:"string"}};e===null?
e=[s]:e.push(s),i++}}if(t.dispute_id!==void 0){let r=t.dispute_id;if(typeof r=="string"){if(!o.test(r)){const s={instancePath:p+"/path/dispute_id",schemaPath:"#\
/properties/path/properties/dispute_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[s]:e.push(s),i++}}else{const s={instancePath:p+
"/path/dispute_id",schemaPath:"#/properties/path/properties/dispute_id/type",keyword:"type",params:{type:"string"}};e===null?e=[s]:e.push(s),i++}}}else{const r={
instancePath:p+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(a.query!==void 0){let t=a.query;
if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const s={instancePath:p+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"add\
itionalProperties",params:{additionalProperty:r}};e===null?e=[s]:e.push(s),i++}else{const r={instancePath:p+"/query",schemaPath:"#/properties/query/type",keyword:"\
type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(a.header!==void 0){let t=a.header;if(!(t&&typeof t=="object"&&!Array.isArray(t))){const r={instancePath:p+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(a.body!==void 0){let t=a.body;if(t&&typeof t==
"object"&&!Array.isArray(t))for(const r in t){const s={instancePath:p+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",
params:{additionalProperty:r}};e===null?e=[s]:e.push(s),i++}else{const r={instancePath:p+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"\
object"}};e===null?e=[r]:e.push(r),i++}}}else{const t={instancePath:p,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),i++}return d.
errors=e,i===0}exports.operation={id:"reviewEscrowDispute",method:"POST",path:"/escrows/{escrow_id}/disputes/{dispute_id}/review",cardData:!1,decimals:[],cardNumbers:[],
integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"none",validate:exports.validate};
