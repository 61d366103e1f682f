// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=o;const d=new RegExp("^[a-z][a-z0-9-]{0,31}$","u");function o(p,{instancePath:i="",parentData:n,parentDataProperty:l,rootData:y=p}={}){let e=null,s=0;if(p&&typeof p==
"object"&&!Array.isArray(p)){if(p.path!==void 0){let r=p.path;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.provider===void 0){const t={instancePath:i+"/pat\
h",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"provider"}};e===null?e=[t]:e.push(t),s++}for(const t in r)if(t!=="provide\
r"){const a={instancePath:i+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=
[a]:e.push(a),s++}if(r.provider!==void 0){let t=r.provider;if(typeof t=="string"){if(!d.test(t)){const a={instancePath:i+"/path/provider",schemaPath:"#/properti\
es/path/properties/provider/pattern",keyword:"pattern",params:{pattern:"^[a-z][a-z0-9-]{0,31}$"}};e===null?e=[a]:e.push(a),s++}}else{const a={instancePath:i+"/p\
ath/provider",schemaPath:"#/properties/path/properties/provider/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),s++}}}else{const t={instancePath:i+
"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}if(p.query!==void 0){let r=p.query;if(r&&typeof r==
"object"&&!Array.isArray(r))for(const t in r){const a={instancePath:i+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalPropertie\
s",params:{additionalProperty:t}};e===null?e=[a]:e.push(a),s++}else{const t={instancePath:i+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{
type:"object"}};e===null?e=[t]:e.push(t),s++}}if(p.header!==void 0){let r=p.header;if(!(r&&typeof r=="object"&&!Array.isArray(r))){const t={instancePath:i+"/hea\
der",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}}else{const r={instancePath:i,schemaPath:"#/type",
keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}return o.errors=e,s===0}exports.operation={id:"receiveWebhook",method:"POST",path:"/webhooks\
/{provider}",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-z][a-z0-9-]{0,31}$":"a sender's name, such as acquirer, bank or stripe"},
body:"raw",validate:exports.validate};
