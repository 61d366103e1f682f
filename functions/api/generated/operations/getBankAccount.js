// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=s;const n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function s(o,{instancePath:i="",parentData:d,parentDataProperty:c,rootData:y=o}={}){let e=null,p=0;if(o&&typeof o==
"object"&&!Array.isArray(o)){if(o.path!==void 0){let t=o.path;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.bank_account_id===void 0){const r={instancePath:i+
"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"bank_account_id"}};e===null?e=[r]:e.push(r),p++}for(const r in t)if(r!==
"bank_account_id"){const a={instancePath:i+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};
e===null?e=[a]:e.push(a),p++}if(t.bank_account_id!==void 0){let r=t.bank_account_id;if(typeof r=="string"){if(!n.test(r)){const a={instancePath:i+"/path/bank_ac\
count_id",schemaPath:"#/properties/path/properties/bank_account_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[a]:e.push(
a),p++}}else{const a={instancePath:i+"/path/bank_account_id",schemaPath:"#/properties/path/properties/bank_account_id/type",keyword:"type",params:{type:"string"}};
e===null?e=[a]:e.push(a),p++}}}else{const r={instancePath:i+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.
push(r),p++}}if(o.query!==void 0){let t=o.query;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const a={instancePath:i+"/query",schemaPath:"#/pro\
perties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[a]:e.push(a),p++}else{const r={instancePath:i+"/qu\
ery",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}if(o.header!==void 0){let t=o.header;if(!(t&&typeof t==
"object"&&!Array.isArray(t))){const r={instancePath:i+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(
r),p++}}if(o.body!==void 0){let t=o.body;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const a={instancePath:i+"/body",schemaPath:"#/properties/\
body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[a]:e.push(a),p++}else{const r={instancePath:i+"/body",schemaPath:"\
#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}}else{const t={instancePath:i,schemaPath:"#/type",keyword:"type",params:{
type:"object"}};e===null?e=[t]:e.push(t),p++}return s.errors=e,p===0}exports.operation={id:"getBankAccount",method:"GET",path:"/bank-accounts/{bank_account_id}",
cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"none",validate:exports.
validate};
