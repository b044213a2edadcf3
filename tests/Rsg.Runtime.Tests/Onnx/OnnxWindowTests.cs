using Rsg.Onnx;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Onnx;

/// <summary>The windows of poolings as numbers, against the poolings of torch.</summary>
public class OnnxWindowTests
{
    /// <summary>Every legal window of small size, in both rounding modes.</summary>
    [Fact]
    public void Places_are_as_many_as_torch_has()
    {
        using var scope = NewDisposeScope();
        foreach (var (size, kernel, stride, ceil) in
            from size in Enumerable.Range(1, 9)
            from kernel in Enumerable.Range(1, 5)
            from stride in Enumerable.Range(1, 5)
            from ceil in new[] { false, true }
            select (size, kernel, stride, ceil))
        {
            for (var padding = 0; padding <= kernel / 2; padding++)
            {
                if (size + (2 * padding) < kernel)
                {
                    continue;
                }

                var window = new OnnxWindow(size, kernel, stride, padding, Dilation: 1, ceil);
                var expected = nn.functional.max_pool2d(zeros(1, 1, size, size), kernel, stride, padding, ceil_mode: ceil).shape[2];
                Assert.Equal(expected, window.Places);

                // With that padding, a rounding down finds as many; and runtimes refuse one as large as the window.
                Assert.Equal(expected, ((size + padding + window.PaddingBehind - kernel) / stride) + 1);
                Assert.InRange(window.PaddingBehind, padding, Math.Max(padding, kernel - 1));
            }
        }
    }
}
