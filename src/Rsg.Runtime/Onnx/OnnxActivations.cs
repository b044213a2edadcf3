namespace Rsg.Onnx;

/// <summary>Functions of each value for itself, as torch computes them.</summary>
public static class OnnxActivations
{
    /// <summary>The rectifier.</summary>
    public static OnnxTensor Relu(this OnnxGraph onnx, OnnxTensor input) => Unary(onnx, "Relu", input);

    /// <summary>The rectifier, cut off at 6.</summary>
    public static OnnxTensor Relu6(this OnnxGraph onnx, OnnxTensor input)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(input);
        return onnx.Node("Clip", input.Shape, [input, onnx.Constant(0.0), onnx.Constant(6.0)]);
    }

    /// <summary>The rectifier with a slope below zero.</summary>
    public static OnnxTensor LeakyRelu(this OnnxGraph onnx, OnnxTensor input, double slope = 0.01)
        => Unary(onnx, "LeakyRelu", input, OnnxAttributeValue.Of("alpha", slope));

    /// <summary>The exponential linear unit.</summary>
    public static OnnxTensor Elu(this OnnxGraph onnx, OnnxTensor input, double alpha = 1) => Unary(onnx, "Elu", input, OnnxAttributeValue.Of("alpha", alpha));

    /// <summary>The Gaussian error linear unit, x (1 + erf(x / sqrt 2)) / 2. ONNX has a node of its own for it only from operator set 20 on.</summary>
    public static OnnxTensor Gelu(this OnnxGraph onnx, OnnxTensor input)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(input);
        var error = Unary(onnx, "Erf", onnx.Elementwise("Div", input, onnx.Constant(Math.Sqrt(2))));
        return onnx.Mul(onnx.Mul(input, onnx.Add(error, onnx.Constant(1.0))), onnx.Constant(0.5));
    }

    /// <summary>The sigmoid linear unit, or swish.</summary>
    public static OnnxTensor Silu(this OnnxGraph onnx, OnnxTensor input) => onnx.Mul(input, onnx.Sigmoid(input));

    /// <summary>The logistic function.</summary>
    public static OnnxTensor Sigmoid(this OnnxGraph onnx, OnnxTensor input) => Unary(onnx, "Sigmoid", input);

    /// <summary>The hyperbolic tangent.</summary>
    public static OnnxTensor Tanh(this OnnxGraph onnx, OnnxTensor input) => Unary(onnx, "Tanh", input);

    /// <summary>Swish in straight pieces.</summary>
    public static OnnxTensor HardSwish(this OnnxGraph onnx, OnnxTensor input) => Unary(onnx, "HardSwish", input);

    /// <summary>The logistic function in straight pieces; torch's slope is 1/6, ONNX's own 1/5.</summary>
    public static OnnxTensor HardSigmoid(this OnnxGraph onnx, OnnxTensor input)
        => Unary(onnx, "HardSigmoid", input, OnnxAttributeValue.Of("alpha", 1.0 / 6), OnnxAttributeValue.Of("beta", 0.5));

    /// <summary>A smooth rectifier.</summary>
    public static OnnxTensor Softplus(this OnnxGraph onnx, OnnxTensor input) => Unary(onnx, "Softplus", input);

    /// <summary>Probabilities along an axis.</summary>
    public static OnnxTensor Softmax(this OnnxGraph onnx, OnnxTensor input, long axis = 1) => Unary(onnx, "Softmax", input, OnnxAttributeValue.Of("axis", axis));

    internal static OnnxTensor Unary(this OnnxGraph onnx, string operation, OnnxTensor input, params OnnxAttributeValue[] attributes)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(input);
        return onnx.Node(operation, input.Shape, [input], attributes);
    }
}
