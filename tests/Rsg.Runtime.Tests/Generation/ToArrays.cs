using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Generation;

/// <summary>Tensors as arrays, for formulas that are written out.</summary>
internal static class ToArrays
{
    public static double[,] Two(Tensor tensor) => Fill(new double[tensor.shape[0], tensor.shape[1]], tensor);

    public static double[,,] Three(Tensor tensor) => Fill(new double[tensor.shape[0], tensor.shape[1], tensor.shape[2]], tensor);

    public static double[,,,] Four(Tensor tensor) =>
        Fill(new double[tensor.shape[0], tensor.shape[1], tensor.shape[2], tensor.shape[3]], tensor);

    private static T Fill<T>(T target, Tensor tensor)
        where T : class
    {
        var values = tensor.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
        Buffer.BlockCopy(values, 0, (Array)(object)target, 0, values.Length * sizeof(double));
        return target;
    }
}
