using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rsg.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Data;

/// <summary>
/// Images of a set that is held in memory, as bytes on a device: a batch is gathered, cropped, mirrored and normalised there, and only a few
/// numbers per image go over. Gives what <see cref="InMemoryImages.Read"/> gives, bit for bit.
/// </summary>
/// <remarks>No operation waits for the device: none looks at a value of a tensor, and a CUDA device copies from pinned memory by itself.</remarks>
internal sealed class DeviceImages : IDisposable
{
    // A set is sent to a device once, for all loaders and subsets, and stays there as long as the set itself.
    private static readonly ConditionalWeakTable<InMemoryImages, Dictionary<(DeviceType Type, int Index), DeviceImages>> Sent = [];

    private readonly Device device;
    private readonly ImagePreparation preparation;
    private readonly long size;
    private readonly Tensor bytes;
    private readonly Tensor values;
    private readonly Tensor rows;
    private readonly Tensor columns;
    private readonly Tensor planes;
    private readonly Tensor tables;

    private DeviceImages(InMemoryImages images, Device device)
    {
        this.device = device;
        preparation = images.Preparation;
        int plane = images.Height * images.Width;
        size = (long)images.Channels * plane;

        using DisposeScope scope = NewDisposeScope();
        bytes = Send(images.Pixels.Span, ScalarType.Byte).DetachFromDisposeScope();
        values = Send(images.NormalizedValues.Span, ScalarType.Float32).DetachFromDisposeScope();
        rows = arange(images.Height, ScalarType.Int64, device).DetachFromDisposeScope();
        columns = arange(images.Width, ScalarType.Int64, device).DetachFromDisposeScope();
        Tensor channels = arange(images.Channels, ScalarType.Int64, device).view(-1, 1, 1);
        planes = (channels * plane).DetachFromDisposeScope();
        tables = (channels * 256).DetachFromDisposeScope();
    }

    /// <summary>Whether a set is prepared by nothing but padded crops and mirroring, which is all that is done on a device.</summary>
    public static bool CanHold(InMemoryImages images) => ShownWindow.IsAllOf(images.Preparation);

    /// <summary>The images of a set that <see cref="CanHold"/> on a device, sent there at the first time.</summary>
    public static DeviceImages Of(InMemoryImages images, Device device)
    {
        // A CUDA device without an index is the current one, which torch alone knows.
        using Tensor there = empty([0], device: device);
        (DeviceType, int) key = (there.device_type, there.device_index);
        Dictionary<(DeviceType Type, int Index), DeviceImages> byDevice = Sent.GetOrCreateValue(images);
        lock (byDevice)
        {
            if (!byDevice.TryGetValue(key, out DeviceImages? sent))
            {
                sent = new DeviceImages(images, device);
                byDevice.Add(key, sent);
            }

            return sent;
        }
    }

    /// <summary>Frees what a set has on devices; the next batch sends it there again.</summary>
    public static void Release(InMemoryImages images)
    {
        if (Sent.TryGetValue(images, out Dictionary<(DeviceType Type, int Index), DeviceImages>? byDevice))
        {
            lock (byDevice)
            {
                foreach (DeviceImages sent in byDevice.Values)
                {
                    sent.Dispose();
                }

                byDevice.Clear();
            }
        }
    }

    /// <summary>Makes one batch, (N, C, H, W).</summary>
    /// <param name="images">Which images.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="start">The position of the first in the epoch.</param>
    /// <param name="keys">What decides the windows; <see langword="null"/> shows the images as they are.</param>
    public Batch Read(ReadOnlySpan<int> images, ReadOnlySpan<long> labels, int start, SampleKeys? keys)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] numbers = SendNumbers(images, labels, start, keys).unbind(0);
        Tensor first = numbers[1].view(-1, 1, 1, 1);
        Tensor row = numbers[2].unsqueeze(1).Plus(rows);
        Tensor column = numbers[3].unsqueeze(1).Plus(numbers[4].unsqueeze(1) * columns);

        // Windows reach into the padding: what is read there is the nearest pixel, then black.
        Tensor nearestRow = row.Within(0, preparation.Height - 1);
        Tensor nearestColumn = column.Within(0, preparation.Width - 1);
        Tensor isInside = (row.eq(nearestRow).unsqueeze(2) & column.eq(nearestColumn).unsqueeze(1)).unsqueeze(1);
        Tensor place = nearestRow.unsqueeze(2).Times(preparation.Width).Plus(nearestColumn.unsqueeze(1));
        Tensor shown = Pick(bytes, first.Plus(planes).Plus(place.unsqueeze(1))) * isInside;
        Tensor pixels = Pick(values, shown.to(ScalarType.Int64).Plus(tables));
        return new Batch(pixels.DetachFromDisposeScope(), new BatchLabels(numbers[0].DetachFromDisposeScope(), labels.ToArray()));
    }

    /// <summary>Frees the memory on the device.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in new[] { bytes, values, rows, columns, planes, tables })
        {
            tensor.Dispose();
        }
    }

    private static Tensor Pick(Tensor from, Tensor places) => from.gather(0, places.view(-1)).view(places.shape);

    /// <summary>For each image: its label, where its bytes begin, the top row and the first column of its window, and the step from column to column.</summary>
    private Tensor SendNumbers(ReadOnlySpan<int> images, ReadOnlySpan<long> labels, int start, SampleKeys? keys)
    {
        int count = images.Length;
        var numbers = new long[5 * count];
        labels.CopyTo(numbers);
        for (int place = 0; place < count; place++)
        {
            (CropWindow window, bool mirrored) = ShownWindow.Draw(preparation, keys?.At(start + place));
            numbers[count + place] = images[place] * size;
            numbers[(2 * count) + place] = window.Top;
            numbers[(3 * count) + place] = mirrored ? window.Left + preparation.Width - 1 : window.Left;
            numbers[(4 * count) + place] = mirrored ? -1 : 1;
        }

        return Send<long>(numbers, ScalarType.Int64).view(5, count);
    }

    private Tensor Send<T>(ReadOnlySpan<T> content, ScalarType type)
        where T : unmanaged
    {
        Tensor host = empty([content.Length], type, CPU);
        content.CopyTo(MemoryMarshal.Cast<byte, T>(host.bytes));
        return device.type == DeviceType.CUDA ? host.pin_memory().to(device, non_blocking: true) : host.to(device);
    }
}
