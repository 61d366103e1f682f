// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=n;const y=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,120}$","u"),l=new RegExp("^[A-Za-z0-9_=-]{1,1024}$","u");function n(s,{instancePath:p="",parentData:d,parentDataProperty:u,
rootData:m=s}={}){let e=null,a=0;if(s&&typeof s=="object"&&!Array.isArray(s)){if(s.path!==void 0){let t=s.path;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.
payment_id===void 0){const r={instancePath:p+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"payment_id"}};e===null?
e=[r]:e.push(r),a++}for(const r in t)if(r!=="payment_id"){const i={instancePath:p+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additiona\
lProperties",params:{additionalProperty:r}};e===null?e=[i]:e.push(i),a++}if(t.payment_id!==void 0){let r=t.payment_id;if(typeof r=="string"){if(!y.test(r)){const i={
instancePath:p+"/path/payment_id",schemaPath:"#/properties/path/properties/payment_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,120}$"}};
e===null?e=[i]:e.push(i),a++}}else{const i={instancePath:p+"/path/payment_id",schemaPath:"#/properties/path/properties/payment_id/type",keyword:"type",params:{type:"\
string"}};e===null?e=[i]:e.push(i),a++}}}else{const r={instancePath:p+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),a++}}if(s.query!==void 0){let t=s.query;if(t&&typeof t=="object"&&!Array.isArray(t)){t.limit===void 0&&(t.limit=25);for(const i in t)if(!(i==="l\
imit"||i==="cursor")){const o={instancePath:p+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:i}};
e===null?e=[o]:e.push(o),a++}let r=t.limit;if(!(typeof r=="number"&&!(r%1)&&!isNaN(r)&&isFinite(r))){const i={instancePath:p+"/query/limit",schemaPath:"#/proper\
ties/query/properties/limit/type",keyword:"type",params:{type:"integer"}};e===null?e=[i]:e.push(i),a++}if(typeof r=="number"&&isFinite(r)){if(r>100||isNaN(r)){const i={
instancePath:p+"/query/limit",schemaPath:"#/properties/query/properties/limit/maximum",keyword:"maximum",params:{comparison:"<=",limit:100}};e===null?e=[i]:e.push(
i),a++}if(r<1||isNaN(r)){const i={instancePath:p+"/query/limit",schemaPath:"#/properties/query/properties/limit/minimum",keyword:"minimum",params:{comparison:">\
=",limit:1}};e===null?e=[i]:e.push(i),a++}}if(t.cursor!==void 0){let i=t.cursor;if(typeof i=="string"){if(!l.test(i)){const o={instancePath:p+"/query/cursor",schemaPath:"\
#/properties/query/properties/cursor/pattern",keyword:"pattern",params:{pattern:"^[A-Za-z0-9_=-]{1,1024}$"}};e===null?e=[o]:e.push(o),a++}}else{const o={instancePath:p+
"/query/cursor",schemaPath:"#/properties/query/properties/cursor/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.push(o),a++}}}else{const r={instancePath:p+
"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),a++}}if(s.header!==void 0){let t=s.header;if(!(t&&
typeof t=="object"&&!Array.isArray(t))){const r={instancePath:p+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),a++}}if(s.body!==void 0){let t=s.body;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const i={instancePath:p+"/body",schemaPath:"\
#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[i]:e.push(i),a++}else{const r={instancePath:p+
"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),a++}}}else{const t={instancePath:p,schemaPath:"#/typ\
e",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),a++}return n.errors=e,a===0}exports.operation={id:"listRefunds",method:"GET",path:"/payments/\
{payment_id}/refunds",cardData:!1,decimals:[],cardNumbers:[],integers:["limit"],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,120}$":"1 to 120 of a-z, A-Z, 0-9, _ \
. : @ | + -","^[A-Za-z0-9_=-]{1,1024}$":"a next_cursor as it was given"},body:"none",validate:exports.validate};
