// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=l;const n=new RegExp("^[A-Za-z0-9_=-]{1,1024}$","u");function l(a,{instancePath:o="",parentData:y,parentDataProperty:u,rootData:d=a}={}){let e=null,s=0;if(a&&typeof a==
"object"&&!Array.isArray(a)){if(a.path!==void 0){let r=a.path;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const i={instancePath:o+"/path",schemaPath:"\
#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[i]:e.push(i),s++}else{const t={instancePath:o+
"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}if(a.query!==void 0){let r=a.query;if(r&&typeof r==
"object"&&!Array.isArray(r)){r.limit===void 0&&(r.limit=25);for(const i in r)if(!(i==="limit"||i==="cursor")){const p={instancePath:o+"/query",schemaPath:"#/pro\
perties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:i}};e===null?e=[p]:e.push(p),s++}let t=r.limit;if(!(typeof t=="num\
ber"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const i={instancePath:o+"/query/limit",schemaPath:"#/properties/query/properties/limit/type",keyword:"type",params:{type:"\
integer"}};e===null?e=[i]:e.push(i),s++}if(typeof t=="number"&&isFinite(t)){if(t>100||isNaN(t)){const i={instancePath:o+"/query/limit",schemaPath:"#/properties/\
query/properties/limit/maximum",keyword:"maximum",params:{comparison:"<=",limit:100}};e===null?e=[i]:e.push(i),s++}if(t<1||isNaN(t)){const i={instancePath:o+"/q\
uery/limit",schemaPath:"#/properties/query/properties/limit/minimum",keyword:"minimum",params:{comparison:">=",limit:1}};e===null?e=[i]:e.push(i),s++}}if(r.cursor!==
void 0){let i=r.cursor;if(typeof i=="string"){if(!n.test(i)){const p={instancePath:o+"/query/cursor",schemaPath:"#/properties/query/properties/cursor/pattern",keyword:"\
pattern",params:{pattern:"^[A-Za-z0-9_=-]{1,1024}$"}};e===null?e=[p]:e.push(p),s++}}else{const p={instancePath:o+"/query/cursor",schemaPath:"#/properties/query/\
properties/cursor/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),s++}}}else{const t={instancePath:o+"/query",schemaPath:"#/properties/que\
ry/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}if(a.header!==void 0){let r=a.header;if(!(r&&typeof r=="object"&&!Array.isArray(r))){
const t={instancePath:o+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}if(a.body!==void 0){
let r=a.body;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const i={instancePath:o+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:t}};e===null?e=[i]:e.push(i),s++}else{const t={instancePath:o+"/body",schemaPath:"#/properties/body/type",keyword:"\
type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}}else{const r={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=
[r]:e.push(r),s++}return l.errors=e,s===0}exports.operation={id:"listWebhookEndpoints",method:"GET",path:"/webhook-endpoints",cardData:!1,decimals:[],cardNumbers:[],
integers:["limit"],aliases:{},allowed:{"^[A-Za-z0-9_=-]{1,1024}$":"a next_cursor as it was given"},body:"none",validate:exports.validate};
