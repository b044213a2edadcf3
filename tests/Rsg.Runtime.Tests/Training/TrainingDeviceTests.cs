using Rsg.Training;
using TorchSharp;

namespace Rsg.Runtime.Tests.Training;

public sealed class TrainingDeviceTests
{
    [Fact]
    public void The_cpu_is_always_there()
    {
        Assert.Equal(DeviceType.CPU, TrainingDevice.Prefer("cpu", out var message).type);
        Assert.Null(message);
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("cuda:0")]
    [InlineData("cuda:99")]
    public void A_device_that_is_not_there_is_the_cpu_and_says_why(string name)
    {
        var device = TrainingDevice.Prefer(name, out var message);

        // On a machine with a GPU it is that one, and nothing is said.
        Assert.Equal(device.type == DeviceType.CPU, message is not null);
        Assert.True(message is null || message.EndsWith("training on the CPU.", StringComparison.Ordinal), message);
        Assert.True(name != "cuda:99" || message is not null);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1:2")]
    [InlineData("cpu:3")]
    [InlineData("CUDA")]
    public void What_is_no_device_is_refused(string name) => Assert.Throws<ArgumentException>(() => TrainingDevice.Prefer(name, out _));
}
