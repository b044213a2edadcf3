using System.Collections.Immutable;

namespace Rsg.Onnx;

/// <summary>The parts of a model as messages, with the field numbers of ONNX's schema (onnx.proto).</summary>
internal static class OnnxSchema
{
    /// <summary>NodeProto.</summary>
    public static byte[] Node(OnnxNode node) => OnnxMessage.Of(message =>
    {
        foreach (var input in node.Inputs)
        {
            message.Field(1, input.Name);
        }

        message.Field(2, node.Output.Name);
        message.Field(3, node.Name);
        message.Field(4, node.Operation);
        foreach (var attribute in node.Attributes)
        {
            message.Field(5, Attribute(attribute));
        }
    });

    /// <summary>TensorProto up to its values, which follow.</summary>
    public static byte[] TensorBefore(string name, OnnxElement element, ImmutableArray<long> shape, long byteCount) => OnnxMessage.Of(message =>
    {
        foreach (var size in shape)
        {
            message.Field(1, size);
        }

        message.Field(2, (long)element);
        message.Field(8, name);
        message.FieldBefore(9, byteCount);
    });

    /// <summary>ValueInfoProto of float32 values.</summary>
    public static byte[] Value(OnnxTensor tensor) => OnnxMessage.Of(message =>
    {
        var type = OnnxMessage.Of(tensorType =>
        {
            tensorType.Field(1, (long)OnnxElement.Float32);
            tensorType.Field(2, Shape(tensor.Shape));
        });
        message.Field(1, tensor.Name);
        message.Field(2, OnnxMessage.Of(typed => typed.Field(1, type)));
    });

    /// <summary>OperatorSetIdProto of ONNX's own domain.</summary>
    public static byte[] OperatorSet(int version) => OnnxMessage.Of(message =>
    {
        message.Field(1, "");
        message.Field(2, version);
    });

    /// <summary>StringStringEntryProto.</summary>
    public static byte[] Entry(string key, string text) => OnnxMessage.Of(message =>
    {
        message.Field(1, key);
        message.Field(2, text);
    });

    /// <summary>TensorShapeProto.</summary>
    private static byte[] Shape(ImmutableArray<long> sizes) => OnnxMessage.Of(message =>
    {
        foreach (var size in sizes)
        {
            message.Field(1, OnnxMessage.Of(dimension =>
            {
                if (size == OnnxGraph.Batch)
                {
                    dimension.Field(2, OnnxNames.Batch);
                }
                else
                {
                    dimension.Field(1, size);
                }
            }));
        }
    });

    /// <summary>AttributeProto; field 20 says which of the others is meant.</summary>
    private static byte[] Attribute(OnnxAttributeValue attribute) => OnnxMessage.Of(message =>
    {
        message.Field(1, attribute.Name);
        switch (attribute)
        {
            case OnnxAttributeValue.Number number:
                message.Field(2, number.Value);
                message.Field(20, 1);
                break;
            case OnnxAttributeValue.Whole whole:
                message.Field(3, whole.Value);
                message.Field(20, 2);
                break;
            case OnnxAttributeValue.Values values:
                message.Field(5, [.. TensorBefore("", values.Element, values.Shape, values.Data.Length), .. values.Data]);
                message.Field(20, 4);
                break;
            case OnnxAttributeValue.Wholes wholes:
                foreach (var number in wholes.Numbers)
                {
                    message.Field(8, number);
                }

                message.Field(20, 7);
                break;
        }
    });
}
