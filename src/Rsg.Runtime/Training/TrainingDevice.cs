using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>Chooses where to train.</summary>
public static class TrainingDevice
{
    /// <summary>The device that is asked for, or the CPU where that one is not there.</summary>
    /// <param name="device"><c>cpu</c>, <c>cuda</c>, or one of several by number: <c>cuda:1</c>.</param>
    /// <param name="message">Why it is the CPU, in one sentence that can be shown; <see langword="null"/> where it is the device that was asked for.</param>
    /// <exception cref="ArgumentException">It is no name of a device.</exception>
    public static Device Prefer(string device, out string? message)
    {
        ArgumentException.ThrowIfNullOrEmpty(device);
        var wanted = Parse(device);
        message = wanted.type == DeviceType.CPU ? null : Missing(wanted);
        return message is null ? wanted : CPU;
    }

    private static Device Parse(string name)
    {
        var (type, number) = name.Split(':') switch
        {
            [var only] => (only, 0),
            [var first, var index] when int.TryParse(index, out var parsed) && parsed >= 0 => (first, parsed),
            _ => ("", 0),
        };
        return type switch
        {
            "cpu" when number == 0 => CPU,
            "cuda" => new Device(DeviceType.CUDA, number),
            _ => throw new ArgumentException($"'{name}' is no device to train on: it can be cpu, cuda, or cuda: with the number of one.", nameof(name)),
        };
    }

    private static string? Missing(Device wanted)
    {
        if (!cuda.is_available())
        {
            return "There is no GPU that CUDA can use, or the libtorch in use is one for the CPU alone; training on the CPU.";
        }

        var count = cuda.device_count();
        return wanted.index < count ? null : $"There is no {wanted}: this machine has {count} such devices, counted from 0; training on the CPU.";
    }
}
