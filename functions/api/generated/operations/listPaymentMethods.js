// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=n;const l=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),y=new RegExp("^[A-Za-z0-9_=-]{1,1024}$","u");function n(p,{instancePath:a="",parentData:u,parentDataProperty:d,
rootData:m=p}={}){let e=null,s=0;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.path!==void 0){let t=p.path;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.
customer_id===void 0){const r={instancePath:a+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"customer_id"}};e===null?
e=[r]:e.push(r),s++}for(const r in t)if(r!=="customer_id"){const i={instancePath:a+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"addition\
alProperties",params:{additionalProperty:r}};e===null?e=[i]:e.push(i),s++}if(t.customer_id!==void 0){let r=t.customer_id;if(typeof r=="string"){if(!l.test(r)){const i={
instancePath:a+"/path/customer_id",schemaPath:"#/properties/path/properties/customer_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};
e===null?e=[i]:e.push(i),s++}}else{const i={instancePath:a+"/path/customer_id",schemaPath:"#/properties/path/properties/customer_id/type",keyword:"type",params:{
type:"string"}};e===null?e=[i]:e.push(i),s++}}}else{const r={instancePath:a+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===
null?e=[r]:e.push(r),s++}}if(p.query!==void 0){let t=p.query;if(t&&typeof t=="object"&&!Array.isArray(t)){t.limit===void 0&&(t.limit=25);for(const i in t)if(!(i===
"limit"||i==="cursor")){const o={instancePath:a+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:i}};
e===null?e=[o]:e.push(o),s++}let r=t.limit;if(!(typeof r=="number"&&!(r%1)&&!isNaN(r)&&isFinite(r))){const i={instancePath:a+"/query/limit",schemaPath:"#/proper\
ties/query/properties/limit/type",keyword:"type",params:{type:"integer"}};e===null?e=[i]:e.push(i),s++}if(typeof r=="number"&&isFinite(r)){if(r>100||isNaN(r)){const i={
instancePath:a+"/query/limit",schemaPath:"#/properties/query/properties/limit/maximum",keyword:"maximum",params:{comparison:"<=",limit:100}};e===null?e=[i]:e.push(
i),s++}if(r<1||isNaN(r)){const i={instancePath:a+"/query/limit",schemaPath:"#/properties/query/properties/limit/minimum",keyword:"minimum",params:{comparison:">\
=",limit:1}};e===null?e=[i]:e.push(i),s++}}if(t.cursor!==void 0){let i=t.cursor;if(typeof i=="string"){if(!y.test(i)){const o={instancePath:a+"/query/cursor",schemaPath:"\
#/properties/query/properties/cursor/pattern",keyword:"pattern",params:{pattern:"^[A-Za-z0-9_=-]{1,1024}$"}};e===null?e=[o]:e.push(o),s++}}else{const o={instancePath:a+
"/query/cursor",schemaPath:"#/properties/query/properties/cursor/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.push(o),s++}}}else{const r={instancePath:a+
"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}if(p.header!==void 0){let t=p.header;if(!(t&&
typeof t=="object"&&!Array.isArray(t))){const r={instancePath:a+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),s++}}if(p.body!==void 0){let t=p.body;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const i={instancePath:a+"/body",schemaPath:"\
#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[i]:e.push(i),s++}else{const r={instancePath:a+
"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}}else{const t={instancePath:a,schemaPath:"#/typ\
e",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}return n.errors=e,s===0}exports.operation={id:"listPaymentMethods",method:"GET",path:"/cu\
stomers/{customer_id}/payment-methods",cardData:!1,decimals:[],cardNumbers:[],integers:["limit"],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of \
a-z, A-Z, 0-9, _ . : @ | + -","^[A-Za-z0-9_=-]{1,1024}$":"a next_cursor as it was given"},body:"none",validate:exports.validate};
