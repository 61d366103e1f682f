// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=n;const p=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function n(s,{instancePath:o="",parentData:d,parentDataProperty:h,rootData:y=s}={}){let e=null,i=0;if(s&&typeof s==
"object"&&!Array.isArray(s)){if(s.path!==void 0){let r=s.path;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.bank_account_id===void 0){const t={instancePath:o+
"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"bank_account_id"}};e===null?e=[t]:e.push(t),i++}if(r.authorisation_id===
void 0){const t={instancePath:o+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"authorisation_id"}};e===null?e=[t]:e.
push(t),i++}for(const t in r)if(!(t==="bank_account_id"||t==="authorisation_id")){const a={instancePath:o+"/path",schemaPath:"#/properties/path/additionalProper\
ties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[a]:e.push(a),i++}if(r.bank_account_id!==void 0){let t=r.bank_account_id;if(typeof t==
"string"){if(!p.test(t)){const a={instancePath:o+"/path/bank_account_id",schemaPath:"#/properties/path/properties/bank_account_id/pattern",keyword:"pattern",params:{
pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[a]:e.push(a),i++}}else{const a={instancePath:o+"/path/bank_account_id",schemaPath:"#/properties/path/propert\
ies/bank_account_id/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),i++}}if(r.authorisation_id!==void 0){let t=r.authorisation_id;if(typeof t==
"string"){if(!p.test(t)){const a={instancePath:o+"/path/authorisation_id",schemaPath:"#/properties/path/properties/authorisation_id/pattern",keyword:"pattern",params:{
pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[a]:e.push(a),i++}}else{const a={instancePath:o+"/path/authorisation_id",schemaPath:"#/properties/path/proper\
ties/authorisation_id/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),i++}}}else{const t={instancePath:o+"/path",schemaPath:"#/properties/\
path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),i++}}if(s.query!==void 0){let r=s.query;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){
const a={instancePath:o+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[
a]:e.push(a),i++}else{const t={instancePath:o+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),i++}}
if(s.header!==void 0){let r=s.header;if(!(r&&typeof r=="object"&&!Array.isArray(r))){const t={instancePath:o+"/header",schemaPath:"#/properties/header/type",keyword:"\
type",params:{type:"object"}};e===null?e=[t]:e.push(t),i++}}if(s.body!==void 0){let r=s.body;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const a={
instancePath:o+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[a]:e.push(a),
i++}else{const t={instancePath:o+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),i++}}}else{const r={
instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}return n.errors=e,i===0}exports.operation={id:"revokeAuth\
orisation",method:"POST",path:"/bank-accounts/{bank_account_id}/authorisations/{authorisation_id}/revoke",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},
allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"none",validate:exports.validate};
