// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=y;const l={type:"object",properties:{path:{type:"object",additionalProperties:!1,properties:{}},query:{type:"object",additionalProperties:!1,properties:{
limit:{type:"integer",minimum:1,maximum:100,default:25},cursor:{type:"string",pattern:"^[A-Za-z0-9_=-]{1,1024}$"},provider_id:{type:"string",pattern:"^[a-zA-Z0-\
9_.:@|+-]{1,128}$"},customer_id:{type:"string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"},status:{type:"string",enum:["initiated","processing","completed","failed"]},
created_after:{type:"string",format:"date-time"},created_before:{type:"string",format:"date-time"}}},header:{type:"object",properties:{}},body:{type:"object",additionalProperties:!1}}},
u=new RegExp("^[A-Za-z0-9_=-]{1,1024}$","u"),n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),d=require("ajv-formats/dist/formats").fullFormats["date-time"];function y(o,{
instancePath:p="",parentData:f,parentDataProperty:c,rootData:m=o}={}){let e=null,a=0;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.path!==void 0){let s=o.path;
if(s&&typeof s=="object"&&!Array.isArray(s))for(const i in s){const r={instancePath:p+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"addit\
ionalProperties",params:{additionalProperty:i}};e===null?e=[r]:e.push(r),a++}else{const i={instancePath:p+"/path",schemaPath:"#/properties/path/type",keyword:"t\
ype",params:{type:"object"}};e===null?e=[i]:e.push(i),a++}}if(o.query!==void 0){let s=o.query;if(s&&typeof s=="object"&&!Array.isArray(s)){s.limit===void 0&&(s.
limit=25);for(const r in s)if(!(r==="limit"||r==="cursor"||r==="provider_id"||r==="customer_id"||r==="status"||r==="created_after"||r==="created_before")){const t={
instancePath:p+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(
t),a++}let i=s.limit;if(!(typeof i=="number"&&!(i%1)&&!isNaN(i)&&isFinite(i))){const r={instancePath:p+"/query/limit",schemaPath:"#/properties/query/properties/\
limit/type",keyword:"type",params:{type:"integer"}};e===null?e=[r]:e.push(r),a++}if(typeof i=="number"&&isFinite(i)){if(i>100||isNaN(i)){const r={instancePath:p+
"/query/limit",schemaPath:"#/properties/query/properties/limit/maximum",keyword:"maximum",params:{comparison:"<=",limit:100}};e===null?e=[r]:e.push(r),a++}if(i<
1||isNaN(i)){const r={instancePath:p+"/query/limit",schemaPath:"#/properties/query/properties/limit/minimum",keyword:"minimum",params:{comparison:">=",limit:1}};
e===null?e=[r]:e.push(r),a++}}if(s.cursor!==void 0){let r=s.cursor;if(typeof r=="string"){if(!u.test(r)){const t={instancePath:p+"/query/cursor",schemaPath:"#/p\
roperties/query/properties/cursor/pattern",keyword:"pattern",params:{pattern:"^[A-Za-z0-9_=-]{1,1024}$"}};e===null?e=[t]:e.push(t),a++}}else{const t={instancePath:p+
"/query/cursor",schemaPath:"#/properties/query/properties/cursor/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),a++}}if(s.provider_id!==void 0){
let r=s.provider_id;if(typeof r=="string"){if(!n.test(r)){const t={instancePath:p+"/query/provider_id",schemaPath:"#/properties/query/properties/provider_id/pat\
tern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[t]:e.push(t),a++}}else{const t={instancePath:p+"/query/provider_id",schemaPath:"\
#/properties/query/properties/provider_id/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),a++}}if(s.customer_id!==void 0){let r=s.customer_id;
if(typeof r=="string"){if(!n.test(r)){const t={instancePath:p+"/query/customer_id",schemaPath:"#/properties/query/properties/customer_id/pattern",keyword:"patte\
rn",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[t]:e.push(t),a++}}else{const t={instancePath:p+"/query/customer_id",schemaPath:"#/properties/que\
ry/properties/customer_id/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),a++}}if(s.status!==void 0){let r=s.status;if(typeof r!="string"){
const t={instancePath:p+"/query/status",schemaPath:"#/properties/query/properties/status/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),a++}
if(!(r==="initiated"||r==="processing"||r==="completed"||r==="failed")){const t={instancePath:p+"/query/status",schemaPath:"#/properties/query/properties/status\
/enum",keyword:"enum",params:{allowedValues:l.properties.query.properties.status.enum}};e===null?e=[t]:e.push(t),a++}}if(s.created_after!==void 0){let r=s.created_after;
if(typeof r=="string"){if(!d.validate(r)){const t={instancePath:p+"/query/created_after",schemaPath:"#/properties/query/properties/created_after/format",keyword:"\
format",params:{format:"date-time"}};e===null?e=[t]:e.push(t),a++}}else{const t={instancePath:p+"/query/created_after",schemaPath:"#/properties/query/properties\
/created_after/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),a++}}if(s.created_before!==void 0){let r=s.created_before;if(typeof r=="str\
ing"){if(!d.validate(r)){const t={instancePath:p+"/query/created_before",schemaPath:"#/properties/query/properties/created_before/format",keyword:"format",params:{
format:"date-time"}};e===null?e=[t]:e.push(t),a++}}else{const t={instancePath:p+"/query/created_before",schemaPath:"#/properties/query/properties/created_before\
/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),a++}}}else{const i={instancePath:p+"/query",schemaPath:"#/properties/query/type",keyword:"\
type",params:{type:"object"}};e===null?e=[i]:e.push(i),a++}}if(o.header!==void 0){let s=o.header;if(!(s&&typeof s=="object"&&!Array.isArray(s))){const i={instancePath:p+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[i]:e.push(i),a++}}if(o.body!==void 0){let s=o.body;if(s&&typeof s==
"object"&&!Array.isArray(s))for(const i in s){const r={instancePath:p+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",
params:{additionalProperty:i}};e===null?e=[r]:e.push(r),a++}else{const i={instancePath:p+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"\
object"}};e===null?e=[i]:e.push(i),a++}}}else{const s={instancePath:p,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[s]:e.push(s),a++}return y.
errors=e,a===0}exports.operation={id:"listAchTransfers",method:"GET",path:"/ach-transfers",cardData:!1,decimals:[],cardNumbers:[],integers:["limit"],aliases:{},
allowed:{"^[A-Za-z0-9_=-]{1,1024}$":"a next_cursor as it was given","^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"none",validate:exports.
validate};
