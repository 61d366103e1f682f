// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=n;const l={type:"object",properties:{path:{type:"object",additionalProperties:!1,required:["endpoint_id"],properties:{endpoint_id:{type:"string",
pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}}},query:{type:"object",additionalProperties:!1,properties:{limit:{type:"integer",minimum:1,maximum:100,default:25},cursor:{
type:"string",pattern:"^[A-Za-z0-9_=-]{1,1024}$"},status:{type:"string",enum:["pending","delivered","failed","cancelled"]}}},header:{type:"object",properties:{}},
body:{type:"object",additionalProperties:!1}}},d=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),y=new RegExp("^[A-Za-z0-9_=-]{1,1024}$","u");function n(o,{instancePath:p="",
parentData:u,parentDataProperty:m,rootData:c=o}={}){let e=null,s=0;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.path!==void 0){let i=o.path;if(i&&typeof i==
"object"&&!Array.isArray(i)){if(i.endpoint_id===void 0){const t={instancePath:p+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"\
endpoint_id"}};e===null?e=[t]:e.push(t),s++}for(const t in i)if(t!=="endpoint_id"){const r={instancePath:p+"/path",schemaPath:"#/properties/path/additionalPrope\
rties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[r]:e.push(r),s++}if(i.endpoint_id!==void 0){let t=i.endpoint_id;if(typeof t=="s\
tring"){if(!d.test(t)){const r={instancePath:p+"/path/endpoint_id",schemaPath:"#/properties/path/properties/endpoint_id/pattern",keyword:"pattern",params:{pattern:"\
^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[r]:e.push(r),s++}}else{const r={instancePath:p+"/path/endpoint_id",schemaPath:"#/properties/path/properties/endpoint_\
id/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),s++}}}else{const t={instancePath:p+"/path",schemaPath:"#/properties/path/type",keyword:"\
type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}if(o.query!==void 0){let i=o.query;if(i&&typeof i=="object"&&!Array.isArray(i)){i.limit===void 0&&(i.
limit=25);for(const r in i)if(!(r==="limit"||r==="cursor"||r==="status")){const a={instancePath:p+"/query",schemaPath:"#/properties/query/additionalProperties",
keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[a]:e.push(a),s++}let t=i.limit;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){
const r={instancePath:p+"/query/limit",schemaPath:"#/properties/query/properties/limit/type",keyword:"type",params:{type:"integer"}};e===null?e=[r]:e.push(r),s++}
if(typeof t=="number"&&isFinite(t)){if(t>100||isNaN(t)){const r={instancePath:p+"/query/limit",schemaPath:"#/properties/query/properties/limit/maximum",keyword:"\
maximum",params:{comparison:"<=",limit:100}};e===null?e=[r]:e.push(r),s++}if(t<1||isNaN(t)){const r={instancePath:p+"/query/limit",schemaPath:"#/properties/quer\
y/properties/limit/minimum",keyword:"minimum",params:{comparison:">=",limit:1}};e===null?e=[r]:e.push(r),s++}}if(i.cursor!==void 0){let r=i.cursor;if(typeof r==
"string"){if(!y.test(r)){const a={instancePath:p+"/query/cursor",schemaPath:"#/properties/query/properties/cursor/pattern",keyword:"pattern",params:{pattern:"^[\
A-Za-z0-9_=-]{1,1024}$"}};e===null?e=[a]:e.push(a),s++}}else{const a={instancePath:p+"/query/cursor",schemaPath:"#/properties/query/properties/cursor/type",keyword:"\
type",params:{type:"string"}};e===null?e=[a]:e.push(a),s++}}if(i.status!==void 0){let r=i.status;if(typeof r!="string"){const a={instancePath:p+"/query/status",
schemaPath:"#/properties/query/properties/status/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),s++}if(!(r==="pending"||r==="delivered"||
r==="failed"||r==="cancelled")){const a={instancePath:p+"/query/status",schemaPath:"#/properties/query/properties/status/enum",keyword:"enum",params:{allowedValues:l.
properties.query.properties.status.enum}};e===null?e=[a]:e.push(a),s++}}}else{const t={instancePath:p+"/query",schemaPath:"#/properties/query/type",keyword:"typ\
e",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}if(o.header!==void 0){let i=o.header;if(!(i&&typeof i=="object"&&!Array.isArray(i))){const t={instancePath:p+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}if(o.body!==void 0){let i=o.body;if(i&&typeof i==
"object"&&!Array.isArray(i))for(const t in i){const r={instancePath:p+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",
params:{additionalProperty:t}};e===null?e=[r]:e.push(r),s++}else{const t={instancePath:p+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"\
object"}};e===null?e=[t]:e.push(t),s++}}}else{const i={instancePath:p,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[i]:e.push(i),s++}return n.
errors=e,s===0}exports.operation={id:"listDeliveries",method:"GET",path:"/webhook-endpoints/{endpoint_id}/deliveries",cardData:!1,decimals:[],cardNumbers:[],integers:[
"limit"],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^[A-Za-z0-9_=-]{1,1024}$":"a next_cursor as it was given"},
body:"none",validate:exports.validate};
