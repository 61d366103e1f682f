// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=d;const a=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function d(o,{instancePath:i="",parentData:y,parentDataProperty:n,rootData:l=o}={}){let e=null,s=0;if(o&&typeof o==
"object"&&!Array.isArray(o)){if(o.path!==void 0){let r=o.path;if(r&&typeof r=="object"&&!Array.isArray(r))for(const t in r){const p={instancePath:i+"/path",schemaPath:"\
#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[p]:e.push(p),s++}else{const t={instancePath:i+
"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}if(o.query!==void 0){let r=o.query;if(r&&typeof r==
"object"&&!Array.isArray(r)){for(const t in r)if(!(t==="customer_id"||t==="provider_id")){const p={instancePath:i+"/query",schemaPath:"#/properties/query/additi\
onalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[p]:e.push(p),s++}if(r.customer_id!==void 0){let t=r.customer_id;if(typeof t==
"string"){if(!a.test(t)){const p={instancePath:i+"/query/customer_id",schemaPath:"#/properties/query/properties/customer_id/pattern",keyword:"pattern",params:{pattern:"\
^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[p]:e.push(p),s++}}else{const p={instancePath:i+"/query/customer_id",schemaPath:"#/properties/query/properties/custome\
r_id/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),s++}}if(r.provider_id!==void 0){let t=r.provider_id;if(typeof t=="string"){if(!a.test(
t)){const p={instancePath:i+"/query/provider_id",schemaPath:"#/properties/query/properties/provider_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.\
:@|+-]{1,128}$"}};e===null?e=[p]:e.push(p),s++}}else{const p={instancePath:i+"/query/provider_id",schemaPath:"#/properties/query/properties/provider_id/type",keyword:"\
type",params:{type:"string"}};e===null?e=[p]:e.push(p),s++}}}else{const t={instancePath:i+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"\
object"}};e===null?e=[t]:e.push(t),s++}}if(o.header!==void 0){let r=o.header;if(!(r&&typeof r=="object"&&!Array.isArray(r))){const t={instancePath:i+"/header",schemaPath:"\
#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}if(o.body!==void 0){let r=o.body;if(r&&typeof r=="object"&&!Array.
isArray(r))for(const t in r){const p={instancePath:i+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};
e===null?e=[p]:e.push(p),s++}else{const t={instancePath:i+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(
t),s++}}}else{const r={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}return d.errors=e,s===0}exports.operation=
{id:"listBankAccounts",method:"GET",path:"/bank-accounts",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"\
1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"none",validate:exports.validate};
