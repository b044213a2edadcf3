namespace Rsg.Onnx;

/// <summary>The types of elements that a written graph has, numbered as in ONNX's TensorProto.DataType.</summary>
internal enum OnnxElement
{
    Float32 = 1,
    Int64 = 7,
}
