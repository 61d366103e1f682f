// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=s;const y={type:"object",properties:{path:{type:"object",additionalProperties:!1,required:["payment_id"],properties:{payment_id:{type:"string",
pattern:"^[a-zA-Z0-9_.:@|+-]{1,120}$"}}},query:{type:"object",additionalProperties:!1,properties:{}},header:{type:"object",properties:{}},body:{type:"object",additionalProperties:!1,
required:["outcome","reviewed_by"],properties:{outcome:{type:"string",enum:["approve","decline"]},reviewed_by:{type:"string",pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}\
$"}}}}},d=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,120}$","u"),n=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u");function s(a,{instancePath:i="",parentData:l,parentDataProperty:u,
rootData:c=a}={}){let e=null,o=0;if(a&&typeof a=="object"&&!Array.isArray(a)){if(a.path!==void 0){let t=a.path;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.
payment_id===void 0){const r={instancePath:i+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"payment_id"}};e===null?
e=[r]:e.push(r),o++}for(const r in t)if(r!=="payment_id"){const p={instancePath:i+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additiona\
lProperties",params:{additionalProperty:r}};e===null?e=[p]:e.push(p),o++}if(t.payment_id!==void 0){let r=t.payment_id;if(typeof r=="string"){if(!d.test(r)){const p={
instancePath:i+"/path/payment_id",schemaPath:"#/properties/path/properties/payment_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,120}$"}};
e===null?e=[p]:e.push(p),o++}}else{const p={instancePath:i+"/path/payment_id",schemaPath:"#/properties/path/properties/payment_id/type",keyword:"type",params:{type:"\
string"}};e===null?e=[p]:e.push(p),o++}}}else{const r={instancePath:i+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),o++}}if(a.query!==void 0){let t=a.query;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const p={instancePath:i+"/query",schemaPath:"\
#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[p]:e.push(p),o++}else{const r={instancePath:i+
"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),o++}}if(a.header!==void 0){let t=a.header;if(!(t&&
typeof t=="object"&&!Array.isArray(t))){const r={instancePath:i+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),o++}}if(a.body!==void 0){let t=a.body;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.outcome===void 0){const r={instancePath:i+"/body",schemaPath:"\
#/properties/body/required",keyword:"required",params:{missingProperty:"outcome"}};e===null?e=[r]:e.push(r),o++}if(t.reviewed_by===void 0){const r={instancePath:i+
"/body",schemaPath:"#/properties/body/required",keyword:"required",params:{missingProperty:"reviewed_by"}};e===null?e=[r]:e.push(r),o++}for(const r in t)if(!(r===
"outcome"||r==="reviewed_by")){const p={instancePath:i+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};
e===null?e=[p]:e.push(p),o++}if(t.outcome!==void 0){let r=t.outcome;if(typeof r!="string"){const p={instancePath:i+"/body/outcome",schemaPath:"#/properties/body\
/properties/outcome/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),o++}if(!(r==="approve"||r==="decline")){const p={instancePath:i+"/body\
/outcome",schemaPath:"#/properties/body/properties/outcome/enum",keyword:"enum",params:{allowedValues:y.properties.body.properties.outcome.enum}};e===null?e=[p]:
e.push(p),o++}}if(t.reviewed_by!==void 0){let r=t.reviewed_by;if(typeof r=="string"){if(!n.test(r)){const p={instancePath:i+"/body/reviewed_by",schemaPath:"#/pr\
operties/body/properties/reviewed_by/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[p]:e.push(p),o++}}else{const p={instancePath:i+
"/body/reviewed_by",schemaPath:"#/properties/body/properties/reviewed_by/type",keyword:"type",params:{type:"string"}};e===null?e=[p]:e.push(p),o++}}}else{const r={
instancePath:i+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),o++}}}else{const t={instancePath:i,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),o++}return s.errors=e,o===0}exports.operation={id:"reviewPayment",method:"POST",path:"/p\
ayments/{payment_id}/review",cardData:!1,decimals:[],cardNumbers:[],integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,120}$":"1 to 120 of a-z, A-Z, 0-9, _ \
. : @ | + -","^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -"},body:"required",validate:exports.validate};
