// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=d;const o=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function d(s,{instancePath:a="",parentData:n,parentDataProperty:l,rootData:y=s}={}){let e=null,p=0;if(s&&typeof s==
"object"&&!Array.isArray(s)){if(s.path!==void 0){let t=s.path;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.endpoint_id===void 0){const r={instancePath:a+"/\
path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"endpoint_id"}};e===null?e=[r]:e.push(r),p++}if(t.delivery_id===void 0){
const r={instancePath:a+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"delivery_id"}};e===null?e=[r]:e.push(r),p++}
for(const r in t)if(!(r==="endpoint_id"||r==="delivery_id")){const i={instancePath:a+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additi\
onalProperties",params:{additionalProperty:r}};e===null?e=[i]:e.push(i),p++}if(t.endpoint_id!==void 0){let r=t.endpoint_id;if(typeof r=="string"){if(!o.test(r)){
const i={instancePath:a+"/path/endpoint_id",schemaPath:"#/properties/path/properties/endpoint_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]\
{1,128}$"}};e===null?e=[i]:e.push(i),p++}}else{const i={instancePath:a+"/path/endpoint_id",schemaPath:"#/properties/path/properties/endpoint_id/type",keyword:"t\
ype",params:{type:"string"}};e===null?e=[i]:e.push(i),p++}}if(t.delivery_id!==void 0){let r=t.delivery_id;if(typeof r=="string"){if(!o.test(r)){const i={instancePath:a+
"/path/delivery_id",schemaPath:"#/properties/path/properties/delivery_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[
i]:e.push(i),p++}}else{const i={instancePath:a+"/path/delivery_id",schemaPath:"#/properties/path/properties/delivery_id/type",keyword:"type",params:{type:"strin\
g"}};e===null?e=[i]:e.push(i),p++}}}else{const r={instancePath:a+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[
r]:e.push(r),p++}}if(s.query!==void 0){let t=s.query;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const i={instancePath:a+"/query",schemaPath:"\
#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[i]:e.push(i),p++}else{const r={instancePath:a+
"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}if(s.header!==void 0){let t=s.header;if(!(t&&
typeof t=="object"&&!Array.isArray(t))){const r={instancePath:a+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),p++}}if(s.body!==void 0){let t=s.body;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const i={instancePath:a+"/body",schemaPath:"\
#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[i]:e.push(i),p++}else{const r={instancePath:a+
"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}}else{const t={instancePath:a,schemaPath:"#/typ\
e",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),p++}return d.errors=e,p===0}exports.operation={id:"replayDelivery",method:"POST",path:"/webho\
ok-endpoints/{endpoint_id}/deliveries/{delivery_id}/replay",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"\
1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"none",validate:exports.validate};
