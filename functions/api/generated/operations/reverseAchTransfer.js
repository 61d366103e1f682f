// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=i;const n={type:"object",properties:{path:{type:"object",additionalProperties:!1,required:["transfer_id"],properties:{transfer_id:{type:"string",
pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}}},query:{type:"object",additionalProperties:!1,properties:{}},header:{type:"object",properties:{}},body:{type:"object",additionalProperties:!1,
required:["reason"],properties:{reason:{type:"string",enum:["duplicate","wrong_amount","wrong_receiver","wrong_date","ppd_separation"]},found_at:{type:"string",
format:"date-time"}}}}},d=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),y=require("ajv-formats/dist/formats").fullFormats["date-time"];function i(p,{instancePath:o="",
parentData:l,parentDataProperty:f,rootData:u=p}={}){let e=null,s=0;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.path!==void 0){let t=p.path;if(t&&typeof t==
"object"&&!Array.isArray(t)){if(t.transfer_id===void 0){const r={instancePath:o+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"\
transfer_id"}};e===null?e=[r]:e.push(r),s++}for(const r in t)if(r!=="transfer_id"){const a={instancePath:o+"/path",schemaPath:"#/properties/path/additionalPrope\
rties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[a]:e.push(a),s++}if(t.transfer_id!==void 0){let r=t.transfer_id;if(typeof r=="s\
tring"){if(!d.test(r)){const a={instancePath:o+"/path/transfer_id",schemaPath:"#/properties/path/properties/transfer_id/pattern",keyword:"pattern",params:{pattern:"\
^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[a]:e.push(a),s++}}else{const a={instancePath:o+"/path/transfer_id",schemaPath:"#/properties/path/properties/transfer_\
id/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),s++}}}else{const r={instancePath:o+"/path",schemaPath:"#/properties/path/type",keyword:"\
type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}if(p.query!==void 0){let t=p.query;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const a={
instancePath:o+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[a]:e.push(
a),s++}else{const r={instancePath:o+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}if(p.header!==
void 0){let t=p.header;if(!(t&&typeof t=="object"&&!Array.isArray(t))){const r={instancePath:o+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{
type:"object"}};e===null?e=[r]:e.push(r),s++}}if(p.body!==void 0){let t=p.body;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.reason===void 0){const r={instancePath:o+
"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"reason"}};e===null?e=[r]:e.push(r),s++}for(const r in t)if(!(r==="re\
ason"||r==="found_at")){const a={instancePath:o+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};
e===null?e=[a]:e.push(a),s++}if(t.reason!==void 0){let r=t.reason;if(typeof r!="string"){const a={instancePath:o+"/body/reason",schemaPath:"#/properties/body/pr\
operties/reason/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),s++}if(!(r==="duplicate"||r==="wrong_amount"||r==="wrong_receiver"||r==="w\
rong_date"||r==="ppd_separation")){const a={instancePath:o+"/body/reason",schemaPath:"#/properties/body/properties/reason/enum",keyword:"enum",params:{allowedValues:n.
properties.body.properties.reason.enum}};e===null?e=[a]:e.push(a),s++}}if(t.found_at!==void 0){let r=t.found_at;if(typeof r=="string"){if(!y.validate(r)){const a={
instancePath:o+"/body/found_at",schemaPath:"#/properties/body/properties/found_at/format",keyword:"format",params:{format:"date-time"}};e===null?e=[a]:e.push(a),
s++}}else{const a={instancePath:o+"/body/found_at",schemaPath:"#/properties/body/properties/found_at/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:
e.push(a),s++}}}else{const r={instancePath:o+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}}else{
const t={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}return i.errors=e,s===0}exports.operation={id:"r\
everseAchTransfer",method:"POST",path:"/ach-transfers/{transfer_id}/reverse",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9\
_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"required",validate:exports.validate};
