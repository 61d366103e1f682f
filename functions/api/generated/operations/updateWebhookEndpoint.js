// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=u;const f={type:"object",properties:{path:{type:"object",additionalProperties:!1,required:["endpoint_id"],properties:{endpoint_id:{type:"string",
pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}}},query:{type:"object",additionalProperties:!1,properties:{}},header:{type:"object",properties:{}},body:{type:"object",additionalProperties:!1,
minProperties:1,properties:{url:{type:"string",format:"uri",maxLength:2048},event_types:{type:"array",minItems:1,maxItems:100,uniqueItems:!0,items:{type:"string",
pattern:"^(\\*|[a-z_]{1,32}\\.(\\*|[a-z_]{1,32}))$"}},description:{type:"string",pattern:"^[^\\x00-\\x1f\\x7f]{0,255}$"},status:{type:"string",enum:["enabled","\
disabled"]}}}}},h=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),c=new RegExp("^(\\*|[a-z_]{1,32}\\.(\\*|[a-z_]{1,32}))$","u"),m=new RegExp("^[^\\x00-\\x1f\\x7f]{0,\
255}$","u"),b=require("ajv-formats/dist/formats").fullFormats.uri,P=require("ajv/dist/runtime/ucs2length").default;function u(a,{instancePath:i="",parentData:_,
parentDataProperty:k,rootData:w=a}={}){let e=null,p=0;if(a&&typeof a=="object"&&!Array.isArray(a)){if(a.path!==void 0){let s=a.path;if(s&&typeof s=="object"&&!Array.
isArray(s)){if(s.endpoint_id===void 0){const t={instancePath:i+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"endpo\
int_id"}};e===null?e=[t]:e.push(t),p++}for(const t in s)if(t!=="endpoint_id"){const r={instancePath:i+"/path",schemaPath:"#/properties/path/additionalProperties",
keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[r]:e.push(r),p++}if(s.endpoint_id!==void 0){let t=s.endpoint_id;if(typeof t=="string"){
if(!h.test(t)){const r={instancePath:i+"/path/endpoint_id",schemaPath:"#/properties/path/properties/endpoint_id/pattern",keyword:"pattern",params:{pattern:"^[a-\
zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[r]:e.push(r),p++}}else{const r={instancePath:i+"/path/endpoint_id",schemaPath:"#/properties/path/properties/endpoint_id/t\
ype",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),p++}}}else{const t={instancePath:i+"/path",schemaPath:"#/properties/path/type",keyword:"typ\
e",params:{type:"object"}};e===null?e=[t]:e.push(t),p++}}if(a.query!==void 0){let s=a.query;if(s&&typeof s=="object"&&!Array.isArray(s))for(const t in s){const r={
instancePath:i+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[r]:e.push(
r),p++}else{const t={instancePath:i+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),p++}}if(a.header!==
void 0){let s=a.header;if(!(s&&typeof s=="object"&&!Array.isArray(s))){const t={instancePath:i+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{
type:"object"}};e===null?e=[t]:e.push(t),p++}}if(a.body!==void 0){let s=a.body;if(s&&typeof s=="object"&&!Array.isArray(s)){if(Object.keys(s).length<1){const t={
instancePath:i+"/body",schemaPath:"#/properties/body/minProperties",keyword:"minProperties",params:{limit:1}};e===null?e=[t]:e.push(t),p++}for(const t in s)if(!(t===
"url"||t==="event_types"||t==="description"||t==="status")){const r={instancePath:i+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additio\
nalProperties",params:{additionalProperty:t}};e===null?e=[r]:e.push(r),p++}if(s.url!==void 0){let t=s.url;if(typeof t=="string"){if(P(t)>2048){const r={instancePath:i+
"/body/url",schemaPath:"#/properties/body/properties/url/maxLength",keyword:"maxLength",params:{limit:2048}};e===null?e=[r]:e.push(r),p++}if(!b(t)){const r={instancePath:i+
"/body/url",schemaPath:"#/properties/body/properties/url/format",keyword:"format",params:{format:"uri"}};e===null?e=[r]:e.push(r),p++}}else{const r={instancePath:i+
"/body/url",schemaPath:"#/properties/body/properties/url/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),p++}}if(s.event_types!==void 0){let t=s.
event_types;if(Array.isArray(t)){if(t.length>100){const o={instancePath:i+"/body/event_types",schemaPath:"#/properties/body/properties/event_types/maxItems",keyword:"\
maxItems",params:{limit:100}};e===null?e=[o]:e.push(o),p++}if(t.length<1){const o={instancePath:i+"/body/event_types",schemaPath:"#/properties/body/properties/e\
vent_types/minItems",keyword:"minItems",params:{limit:1}};e===null?e=[o]:e.push(o),p++}const r=t.length;for(let o=0;o<r;o++){let d=t[o];if(typeof d=="string"){if(!c.
test(d)){const n={instancePath:i+"/body/event_types/"+o,schemaPath:"#/properties/body/properties/event_types/items/pattern",keyword:"pattern",params:{pattern:"^\
(\\*|[a-z_]{1,32}\\.(\\*|[a-z_]{1,32}))$"}};e===null?e=[n]:e.push(n),p++}}else{const n={instancePath:i+"/body/event_types/"+o,schemaPath:"#/properties/body/prop\
erties/event_types/items/type",keyword:"type",params:{type:"string"}};e===null?e=[n]:e.push(n),p++}}let y=t.length,l;if(y>1){const o={};for(;y--;){let d=t[y];if(typeof d==
"string"){if(typeof o[d]=="number"){l=o[d];const n={instancePath:i+"/body/event_types",schemaPath:"#/properties/body/properties/event_types/uniqueItems",keyword:"\
uniqueItems",params:{i:y,j:l}};e===null?e=[n]:e.push(n),p++;break}o[d]=y}}}}else{const r={instancePath:i+"/body/event_types",schemaPath:"#/properties/body/prope\
rties/event_types/type",keyword:"type",params:{type:"array"}};e===null?e=[r]:e.push(r),p++}}if(s.description!==void 0){let t=s.description;if(typeof t=="string"){
if(!m.test(t)){const r={instancePath:i+"/body/description",schemaPath:"#/properties/body/properties/description/pattern",keyword:"pattern",params:{pattern:"^[^\\\
x00-\\x1f\\x7f]{0,255}$"}};e===null?e=[r]:e.push(r),p++}}else{const r={instancePath:i+"/body/description",schemaPath:"#/properties/body/properties/description/t\
ype",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),p++}}if(s.status!==void 0){let t=s.status;if(typeof t!="string"){const r={instancePath:i+"/\
body/status",schemaPath:"#/properties/body/properties/status/type",keyword:"type",params:{type:"string"}};e===null?e=[r]:e.push(r),p++}if(!(t==="enabled"||t==="\
disabled")){const r={instancePath:i+"/body/status",schemaPath:"#/properties/body/properties/status/enum",keyword:"enum",params:{allowedValues:f.properties.body.
properties.status.enum}};e===null?e=[r]:e.push(r),p++}}}else{const t={instancePath:i+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"ob\
ject"}};e===null?e=[t]:e.push(t),p++}}}else{const s={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[s]:e.push(s),p++}return u.
errors=e,p===0}exports.operation={id:"updateWebhookEndpoint",method:"PATCH",path:"/webhook-endpoints/{endpoint_id}",cardData:!1,decimals:[],cardNumbers:[],integers:[],
aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^(\\*|[a-z_]{1,32}\\.(\\*|[a-z_]{1,32}))$":"a type of event (payme\
nt.completed), all of a kind (payment.*), or all (*)","^[^\\x00-\\x1f\\x7f]{0,255}$":"at most 255 characters, no control characters"},body:"required",validate:exports.
validate};
