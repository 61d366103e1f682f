// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=f;const c=require("ajv-formats/dist/formats").fullFormats.uri,h=require("ajv/dist/runtime/ucs2length").default,m=new RegExp("^(\\*|[a-z_]{1,32}\\.(\\*|[a-z_]{1,32}))\
$","u"),b=new RegExp("^[^\\x00-\\x1f\\x7f]{0,255}$","u");function f(n,{instancePath:o="",parentData:P,parentDataProperty:k,rootData:_=n}={}){let e=null,p=0;if(n&&
typeof n=="object"&&!Array.isArray(n)){if(n.path!==void 0){let t=n.path;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const y={instancePath:o+"/\
path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[y]:e.push(y),p++}else{const r={
instancePath:o+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}if(n.query!==void 0){let t=n.query;
if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const y={instancePath:o+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"add\
itionalProperties",params:{additionalProperty:r}};e===null?e=[y]:e.push(y),p++}else{const r={instancePath:o+"/query",schemaPath:"#/properties/query/type",keyword:"\
type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}if(n.header!==void 0){let t=n.header;if(!(t&&typeof t=="object"&&!Array.isArray(t))){const r={instancePath:o+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}if(n.body!==void 0){let t=n.body;if(t&&typeof t==
"object"&&!Array.isArray(t)){if(t.event_types===void 0&&(t.event_types=["*"]),t.description===void 0&&(t.description=""),t.url===void 0){const s={instancePath:o+
"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"url"}};e===null?e=[s]:e.push(s),p++}for(const s in t)if(!(s==="url"||
s==="event_types"||s==="description")){const i={instancePath:o+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{
additionalProperty:s}};e===null?e=[i]:e.push(i),p++}if(t.url!==void 0){let s=t.url;if(typeof s=="string"){if(h(s)>2048){const i={instancePath:o+"/body/url",schemaPath:"\
#/properties/body/properties/url/maxLength",keyword:"maxLength",params:{limit:2048}};e===null?e=[i]:e.push(i),p++}if(!c(s)){const i={instancePath:o+"/body/url",
schemaPath:"#/properties/body/properties/url/format",keyword:"format",params:{format:"uri"}};e===null?e=[i]:e.push(i),p++}}else{const i={instancePath:o+"/body/u\
rl",schemaPath:"#/properties/body/properties/url/type",keyword:"type",params:{type:"string"}};e===null?e=[i]:e.push(i),p++}}let r=t.event_types;if(Array.isArray(
r)){if(r.length>100){const a={instancePath:o+"/body/event_types",schemaPath:"#/properties/body/properties/event_types/maxItems",keyword:"maxItems",params:{limit:100}};
e===null?e=[a]:e.push(a),p++}if(r.length<1){const a={instancePath:o+"/body/event_types",schemaPath:"#/properties/body/properties/event_types/minItems",keyword:"\
minItems",params:{limit:1}};e===null?e=[a]:e.push(a),p++}const s=r.length;for(let a=0;a<s;a++){let d=r[a];if(typeof d=="string"){if(!m.test(d)){const l={instancePath:o+
"/body/event_types/"+a,schemaPath:"#/properties/body/properties/event_types/items/pattern",keyword:"pattern",params:{pattern:"^(\\*|[a-z_]{1,32}\\.(\\*|[a-z_]{1,32\
}))$"}};e===null?e=[l]:e.push(l),p++}}else{const l={instancePath:o+"/body/event_types/"+a,schemaPath:"#/properties/body/properties/event_types/items/type",keyword:"\
type",params:{type:"string"}};e===null?e=[l]:e.push(l),p++}}let i=r.length,u;if(i>1){const a={};for(;i--;){let d=r[i];if(typeof d=="string"){if(typeof a[d]=="nu\
mber"){u=a[d];const l={instancePath:o+"/body/event_types",schemaPath:"#/properties/body/properties/event_types/uniqueItems",keyword:"uniqueItems",params:{i,j:u}};
e===null?e=[l]:e.push(l),p++;break}a[d]=i}}}}else{const s={instancePath:o+"/body/event_types",schemaPath:"#/properties/body/properties/event_types/type",keyword:"\
type",params:{type:"array"}};e===null?e=[s]:e.push(s),p++}let y=t.description;if(typeof y=="string"){if(!b.test(y)){const s={instancePath:o+"/body/description",
schemaPath:"#/properties/body/properties/description/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{0,255}$"}};e===null?e=[s]:e.push(s),p++}}else{
const s={instancePath:o+"/body/description",schemaPath:"#/properties/body/properties/description/type",keyword:"type",params:{type:"string"}};e===null?e=[s]:e.push(
s),p++}}else{const r={instancePath:o+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}}else{const t={
instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),p++}return f.errors=e,p===0}exports.operation={id:"createWebh\
ookEndpoint",method:"POST",path:"/webhook-endpoints",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^(\\*|[a-z_]{1,32}\\.(\\*|[a-z_]{1,32}\
))$":"a type of event (payment.completed), all of a kind (payment.*), or all (*)","^[^\\x00-\\x1f\\x7f]{0,255}$":"at most 255 characters, no control characters"},
body:"required",validate:exports.validate};
