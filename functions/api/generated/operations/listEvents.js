// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=n;const l=new RegExp("^[A-Za-z0-9_=-]{1,1024}$","u"),d=new RegExp("^[a-z_]{1,32}\\.[a-z_]{1,32}$","u"),y=require("ajv-formats/dist/formats").fullFormats["date-tim\
e"];function n(o,{instancePath:p="",parentData:u,parentDataProperty:f,rootData:c=o}={}){let e=null,s=0;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.path!==
void 0){let t=o.path;if(t&&typeof t=="object"&&!Array.isArray(t))for(const a in t){const r={instancePath:p+"/path",schemaPath:"#/properties/path/additionalPrope\
rties",keyword:"additionalProperties",params:{additionalProperty:a}};e===null?e=[r]:e.push(r),s++}else{const a={instancePath:p+"/path",schemaPath:"#/properties/\
path/type",keyword:"type",params:{type:"object"}};e===null?e=[a]:e.push(a),s++}}if(o.query!==void 0){let t=o.query;if(t&&typeof t=="object"&&!Array.isArray(t)){
t.limit===void 0&&(t.limit=25);for(const r in t)if(!(r==="limit"||r==="cursor"||r==="type"||r==="created_after"||r==="created_before")){const i={instancePath:p+
"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[i]:e.push(i),s++}let a=t.
limit;if(!(typeof a=="number"&&!(a%1)&&!isNaN(a)&&isFinite(a))){const r={instancePath:p+"/query/limit",schemaPath:"#/properties/query/properties/limit/type",keyword:"\
type",params:{type:"integer"}};e===null?e=[r]:e.push(r),s++}if(typeof a=="number"&&isFinite(a)){if(a>100||isNaN(a)){const r={instancePath:p+"/query/limit",schemaPath:"\
#/properties/query/properties/limit/maximum",keyword:"maximum",params:{comparison:"<=",limit:100}};e===null?e=[r]:e.push(r),s++}if(a<1||isNaN(a)){const r={instancePath:p+
"/query/limit",schemaPath:"#/properties/query/properties/limit/minimum",keyword:"minimum",params:{comparison:">=",limit:1}};e===null?e=[r]:e.push(r),s++}}if(t.cursor!==
void 0){let r=t.cursor;if(typeof r=="string"){if(!l.test(r)){const i={instancePath:p+"/query/cursor",schemaPath:"#/properties/query/properties/cursor/pattern",keyword:"\
pattern",params:{pattern:"^[A-Za-z0-9_=-]{1,1024}$"}};e===null?e=[i]:e.push(i),s++}}else{const i={instancePath:p+"/query/cursor",schemaPath:"#/properties/query/\
properties/cursor/type",keyword:"type",params:{type:"string"}};e===null?e=[i]:e.push(i),s++}}if(t.type!==void 0){let r=t.type;if(typeof r=="string"){if(!d.test(
r)){const i={instancePath:p+"/query/type",schemaPath:"#/properties/query/properties/type/pattern",keyword:"pattern",params:{pattern:"^[a-z_]{1,32}\\.[a-z_]{1,32}\
$"}};e===null?e=[i]:e.push(i),s++}}else{const i={instancePath:p+"/query/type",schemaPath:"#/properties/query/properties/type/type",keyword:"type",params:{type:"\
string"}};e===null?e=[i]:e.push(i),s++}}if(t.created_after!==void 0){let r=t.created_after;if(typeof r=="string"){if(!y.validate(r)){const i={instancePath:p+"/q\
uery/created_after",schemaPath:"#/properties/query/properties/created_after/format",keyword:"format",params:{format:"date-time"}};e===null?e=[i]:e.push(i),s++}}else{
const i={instancePath:p+"/query/created_after",schemaPath:"#/properties/query/properties/created_after/type",keyword:"type",params:{type:"string"}};e===null?e=[
i]:e.push(i),s++}}if(t.created_before!==void 0){let r=t.created_before;if(typeof r=="string"){if(!y.validate(r)){const i={instancePath:p+"/query/created_before",
schemaPath:"#/properties/query/properties/created_before/format",keyword:"format",params:{format:"date-time"}};e===null?e=[i]:e.push(i),s++}}else{const i={instancePath:p+
"/query/created_before",schemaPath:"#/properties/query/properties/created_before/type",keyword:"type",params:{type:"string"}};e===null?e=[i]:e.push(i),s++}}}else{
const a={instancePath:p+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[a]:e.push(a),s++}}if(o.header!==void 0){
let t=o.header;if(!(t&&typeof t=="object"&&!Array.isArray(t))){const a={instancePath:p+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"\
object"}};e===null?e=[a]:e.push(a),s++}}if(o.body!==void 0){let t=o.body;if(t&&typeof t=="object"&&!Array.isArray(t))for(const a in t){const r={instancePath:p+"\
/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:a}};e===null?e=[r]:e.push(r),s++}else{const a={
instancePath:p+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[a]:e.push(a),s++}}}else{const t={instancePath:p,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}return n.errors=e,s===0}exports.operation={id:"listEvents",method:"GET",path:"/event\
s",cardData:!1,decimals:[],cardNumbers:[],integers:["limit"],aliases:{},allowed:{"^[A-Za-z0-9_=-]{1,1024}$":"a next_cursor as it was given","^[a-z_]{1,32}\\.[a-z\
_]{1,32}$":"a type of event, such as payment.completed"},body:"none",validate:exports.validate};
