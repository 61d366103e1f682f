// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=u;const f=require("ajv-formats/dist/formats").fullFormats.uri,c=require("ajv/dist/runtime/ucs2length").default,h=new RegExp("^(\\*|[a-z_]{1,32}\\.(\\*|[a-z_]{1,32}))\
$","u"),m=new RegExp("^[^\\x00-\\x1f\\x7f]{1,255}$","u");function u(n,{instancePath:i="",parentData:b,parentDataProperty:P,rootData:k=n}={}){let e=null,o=0;if(n&&
typeof n=="object"&&!Array.isArray(n)){if(n.path!==void 0){let t=n.path;if(t&&typeof t=="object"&&!Array.isArray(t))for(const s in t){const r={instancePath:i+"/\
path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:s}};e===null?e=[r]:e.push(r),o++}else{const s={
instancePath:i+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[s]:e.push(s),o++}}if(n.query!==void 0){let t=n.query;
if(t&&typeof t=="object"&&!Array.isArray(t))for(const s in t){const r={instancePath:i+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"add\
itionalProperties",params:{additionalProperty:s}};e===null?e=[r]:e.push(r),o++}else{const s={instancePath:i+"/query",schemaPath:"#/properties/query/type",keyword:"\
type",params:{type:"object"}};e===null?e=[s]:e.push(s),o++}}if(n.header!==void 0){let t=n.header;if(!(t&&typeof t=="object"&&!Array.isArray(t))){const s={instancePath:i+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[s]:e.push(s),o++}}if(n.body!==void 0){let t=n.body;if(t&&typeof t==
"object"&&!Array.isArray(t)){if(t.event_types===void 0&&(t.event_types=["*"]),t.url===void 0){const r={instancePath:i+"/body",schemaPath:"#/properties/body/requ\
ired",keyword:"required",params:{missingProperty:"url"}};e===null?e=[r]:e.push(r),o++}for(const r in t)if(!(r==="url"||r==="event_types"||r==="description")){const p={
instancePath:i+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[p]:e.push(p),
o++}if(t.url!==void 0){let r=t.url;if(typeof r=="string"){if(c(r)>2048){const p={instancePath:i+"/body/url",schemaPath:"#/properties/body/properties/url/maxLeng\
th",keyword:"maxLength",params:{limit:2048}};e===null?e=[p]:e.push(p),o++}if(!f(r)){const p={instancePath:i+"/body/url",schemaPath:"#/properties/body/properties\
/url/format",keyword:"format",params:{format:"uri"}};e===null?e=[p]:e.push(p),o++}}else{const p={instancePath:i+"/body/url",schemaPath:"#/properties/body/proper\
ties/url/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),o++}}let s=t.event_types;if(Array.isArray(s)){if(s.length>100){const a={instancePath:i+
"/body/event_types",schemaPath:"#/properties/body/properties/event_types/maxItems",keyword:"maxItems",params:{limit:100}};e===null?e=[a]:e.push(a),o++}if(s.length<
1){const a={instancePath:i+"/body/event_types",schemaPath:"#/properties/body/properties/event_types/minItems",keyword:"minItems",params:{limit:1}};e===null?e=[a]:
e.push(a),o++}const r=s.length;for(let a=0;a<r;a++){let l=s[a];if(typeof l=="string"){if(!h.test(l)){const y={instancePath:i+"/body/event_types/"+a,schemaPath:"\
#/properties/body/properties/event_types/items/pattern",keyword:"pattern",params:{pattern:"^(\\*|[a-z_]{1,32}\\.(\\*|[a-z_]{1,32}))$"}};e===null?e=[y]:e.push(y),
o++}}else{const y={instancePath:i+"/body/event_types/"+a,schemaPath:"#/properties/body/properties/event_types/items/type",keyword:"type",params:{type:"string"}};
e===null?e=[y]:e.push(y),o++}}let p=s.length,d;if(p>1){const a={};for(;p--;){let l=s[p];if(typeof l=="string"){if(typeof a[l]=="number"){d=a[l];const y={instancePath:i+
"/body/event_types",schemaPath:"#/properties/body/properties/event_types/uniqueItems",keyword:"uniqueItems",params:{i:p,j:d}};e===null?e=[y]:e.push(y),o++;break}
a[l]=p}}}}else{const r={instancePath:i+"/body/event_types",schemaPath:"#/properties/body/properties/event_types/type",keyword:"type",params:{type:"array"}};e===
null?e=[r]:e.push(r),o++}if(t.description!==void 0){let r=t.description;if(typeof r=="string"){if(!m.test(r)){const p={instancePath:i+"/body/description",schemaPath:"\
#/properties/body/properties/description/pattern",keyword:"pattern",params:{pattern:"^[^\\x00-\\x1f\\x7f]{1,255}$"}};e===null?e=[p]:e.push(p),o++}}else{const p={
instancePath:i+"/body/description",schemaPath:"#/properties/body/properties/description/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),o++}}}else{
const s={instancePath:i+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[s]:e.push(s),o++}}}else{const t={instancePath:i,
schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),o++}return u.errors=e,o===0}exports.operation={id:"createWebhookEndpoint",method:"\
POST",path:"/webhook-endpoints",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^(\\*|[a-z_]{1,32}\\.(\\*|[a-z_]{1,32}))$":"a type of ev\
ent (payment.completed), all of a kind (payment.*), or all (*)","^[^\\x00-\\x1f\\x7f]{1,255}$":"1 to 255 characters, no control characters"},body:"required",validate:exports.
validate};
