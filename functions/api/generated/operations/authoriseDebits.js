// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=n;const p={type:"object",properties:{path:{type:"object",additionalProperties:!1,required:["bank_account_id"],properties:{bank_account_id:{type:"\
string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}}},query:{type:"object",additionalProperties:!1,properties:{}},header:{type:"object",properties:{}},body:{type:"ob\
ject",additionalProperties:!1,required:["method","use","evidence","given_at"],properties:{method:{type:"string",enum:["written","online"]},use:{type:"string",enum:[
"single","recurring"]},amount_max:{type:"string",pattern:"^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$"},evidence:{type:"string",pattern:"^[^\\x00-\\x1f\
\\x7f]{1,255}$"},given_at:{type:"string",format:"date-time"}}}}},d=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),y=new RegExp("^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13\
})(?:\\.\\d{1,3})?$","u"),u=new RegExp("^[^\\x00-\\x1f\\x7f]{1,255}$","u"),l=require("ajv-formats/dist/formats").fullFormats["date-time"];function n(o,{instancePath:i="",
parentData:c,parentDataProperty:h,rootData:f=o}={}){let e=null,s=0;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.path!==void 0){let a=o.path;if(a&&typeof a==
"object"&&!Array.isArray(a)){if(a.bank_account_id===void 0){const t={instancePath:i+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"\
bank_account_id"}};e===null?e=[t]:e.push(t),s++}for(const t in a)if(t!=="bank_account_id"){const r={instancePath:i+"/path",schemaPath:"#/properties/path/additio\
nalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[r]:e.push(r),s++}if(a.bank_account_id!==void 0){let t=a.bank_account_id;
if(typeof t=="string"){if(!d.test(t)){const r={instancePath:i+"/path/bank_account_id",schemaPath:"#/properties/path/properties/bank_account_id/pattern",keyword:"\
pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[r]:e.push(r),s++}}else{const r={instancePath:i+"/path/bank_account_id",schemaPath:"#/proper\
ties/path/properties/bank_account_id/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),s++}}}else{const t={instancePath:i+"/path",schemaPath:"\
#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}if(o.query!==void 0){let a=o.query;if(a&&typeof a=="object"&&!Array.
isArray(a))for(const t in a){const r={instancePath:i+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};
e===null?e=[r]:e.push(r),s++}else{const t={instancePath:i+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.
push(t),s++}}if(o.header!==void 0){let a=o.header;if(!(a&&typeof a=="object"&&!Array.isArray(a))){const t={instancePath:i+"/header",schemaPath:"#/properties/hea\
der/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}if(o.body!==void 0){let a=o.body;if(a&&typeof a=="object"&&!Array.isArray(a)){if(a.
method===void 0){const t={instancePath:i+"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"method"}};e===null?e=[t]:e.
push(t),s++}if(a.use===void 0){const t={instancePath:i+"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"use"}};e===null?
e=[t]:e.push(t),s++}if(a.evidence===void 0){const t={instancePath:i+"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"\
evidence"}};e===null?e=[t]:e.push(t),s++}if(a.given_at===void 0){const t={instancePath:i+"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{
missingProperty:"given_at"}};e===null?e=[t]:e.push(t),s++}for(const t in a)if(!(t==="method"||t==="use"||t==="amount_max"||t==="evidence"||t==="given_at")){const r={
instancePath:i+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[r]:e.push(r),
s++}if(a.method!==void 0){let t=a.method;if(typeof t!="string"){const r={instancePath:i+"/body/method",schemaPath:"#/properties/body/properties/method/type",keyword:"\
type",params:{type:"string"}};e===null?e=[r]:e.push(r),s++}if(!(t==="written"||t==="online")){const r={instancePath:i+"/body/method",schemaPath:"#/properties/bo\
dy/properties/method/enum",keyword:"enum",params:{allowedValues:p.properties.body.properties.method.enum}};e===null?e=[r]:e.push(r),s++}}if(a.use!==void 0){let t=a.
use;if(typeof t!="string"){const r={instancePath:i+"/body/use",schemaPath:"#/properties/body/properties/use/type",keyword:"type",params:{type:"string"}};e===null?
e=[r]:e.push(r),s++}if(!(t==="single"||t==="recurring")){const r={instancePath:i+"/body/use",schemaPath:"#/properties/body/properties/use/enum",keyword:"enum",params:{
allowedValues:p.properties.body.properties.use.enum}};e===null?e=[r]:e.push(r),s++}}if(a.amount_max!==void 0){let t=a.amount_max;if(typeof t=="string"){if(!y.test(
t)){const r={instancePath:i+"/body/amount_max",schemaPath:"#/properties/body/properties/amount_max/pattern",keyword:"pattern",params:{pattern:"^(?!0(?:\\.0*)?$)(\
?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$"}};e===null?e=[r]:e.push(r),s++}}else{const r={instancePath:i+"/body/amount_max",schemaPath:"#/properties/body/properties/a\
mount_max/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),s++}}if(a.evidence!==void 0){let t=a.evidence;if(typeof t=="string"){if(!u.test(
t)){const r={instancePath:i+"/body/evidence",schemaPath:"#/properties/body/properties/evidence/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,2\
55}$"}};e===null?e=[r]:e.push(r),s++}}else{const r={instancePath:i+"/body/evidence",schemaPath:"#/properties/body/properties/evidence/type",keyword:"type",params:{
type:"string"}};e===null?e=[r]:e.push(r),s++}}if(a.given_at!==void 0){let t=a.given_at;if(typeof t=="string"){if(!l.validate(t)){const r={instancePath:i+"/body/\
given_at",schemaPath:"#/properties/body/properties/given_at/format",keyword:"format",params:{format:"date-time"}};e===null?e=[r]:e.push(r),s++}}else{const r={instancePath:i+
"/body/given_at",schemaPath:"#/properties/body/properties/given_at/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),s++}}}else{const t={instancePath:i+
"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}}else{const a={instancePath:i,schemaPath:"#/typ\
e",keyword:"type",params:{type:"object"}};e===null?e=[a]:e.push(a),s++}return n.errors=e,s===0}exports.operation={id:"authoriseDebits",method:"POST",path:"/bank\
-accounts/{bank_account_id}/authorisations",cardData:!1,decimals:["amount_max"],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 \
to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^[^\\x00-\\x1f\\x7f]{1,255}$":"1 to 255 characters, no control characters"},body:"required",validate:exports.validate};
