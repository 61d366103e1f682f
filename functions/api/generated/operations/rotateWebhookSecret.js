// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=n;const d=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function n(a,{instancePath:p="",parentData:l,parentDataProperty:y,rootData:h=a}={}){let e=null,i=0;if(a&&typeof a==
"object"&&!Array.isArray(a)){if(a.path!==void 0){let t=a.path;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.endpoint_id===void 0){const r={instancePath:p+"/\
path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"endpoint_id"}};e===null?e=[r]:e.push(r),i++}for(const r in t)if(r!=="e\
ndpoint_id"){const o={instancePath:p+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===
null?e=[o]:e.push(o),i++}if(t.endpoint_id!==void 0){let r=t.endpoint_id;if(typeof r=="string"){if(!d.test(r)){const o={instancePath:p+"/path/endpoint_id",schemaPath:"\
#/properties/path/properties/endpoint_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[o]:e.push(o),i++}}else{const o={
instancePath:p+"/path/endpoint_id",schemaPath:"#/properties/path/properties/endpoint_id/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.push(o),i++}}}else{
const r={instancePath:p+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(a.query!==void 0){let t=a.
query;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const o={instancePath:p+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:r}};e===null?e=[o]:e.push(o),i++}else{const r={instancePath:p+"/query",schemaPath:"#/properties/query/type",keyword:"\
type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(a.header!==void 0){let t=a.header;if(!(t&&typeof t=="object"&&!Array.isArray(t))){const r={instancePath:p+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(a.body!==void 0){let t=a.body;if(t&&typeof t==
"object"&&!Array.isArray(t)){t.overlap_hours===void 0&&(t.overlap_hours=24);for(const o in t)if(o!=="overlap_hours"){const s={instancePath:p+"/body",schemaPath:"\
#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:o}};e===null?e=[s]:e.push(s),i++}let r=t.overlap_hours;if(!(typeof r==
"number"&&!(r%1)&&!isNaN(r)&&isFinite(r))){const o={instancePath:p+"/body/overlap_hours",schemaPath:"#/properties/body/properties/overlap_hours/type",keyword:"t\
ype",params:{type:"integer"}};e===null?e=[o]:e.push(o),i++}if(typeof r=="number"&&isFinite(r)){if(r>168||isNaN(r)){const o={instancePath:p+"/body/overlap_hours",
schemaPath:"#/properties/body/properties/overlap_hours/maximum",keyword:"maximum",params:{comparison:"<=",limit:168}};e===null?e=[o]:e.push(o),i++}if(r<0||isNaN(
r)){const o={instancePath:p+"/body/overlap_hours",schemaPath:"#/properties/body/properties/overlap_hours/minimum",keyword:"minimum",params:{comparison:">=",limit:0}};
e===null?e=[o]:e.push(o),i++}}}else{const r={instancePath:p+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.
push(r),i++}}}else{const t={instancePath:p,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),i++}return n.errors=e,i===0}exports.
operation={id:"rotateWebhookSecret",method:"POST",path:"/webhook-endpoints/{endpoint_id}/rotate-secret",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},
allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"optional",validate:exports.validate};
