using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Data;

/// <summary>
/// Memory for the images of an epoch's batches, used again for another batch once torch says that no tensor needs it any more: neither the one
/// that was given out, nor a view of it, nor one that is kept for a backward pass. Fresh memory of this size is given to a process page by page,
/// which takes as long as half of the decoding of the images in it.
/// </summary>
internal sealed unsafe partial class BatchMemory : IDisposable
{
    private const nuint Alignment = 64;
    private const int AnyIndex = -1;

    // Torch tells no more than the address.
    private static readonly ConcurrentDictionary<nint, BatchMemory> OwnerOfEach = new();

    private readonly object gate = new();
    private readonly Stack<nint> free = new();
    private readonly nuint blockSize;
    private readonly int mostFree;
    private bool isDisposed;

    /// <summary>Reserves nothing yet.</summary>
    /// <param name="blockSize">Bytes of the largest batch.</param>
    /// <param name="mostFree">Blocks that are kept while no tensor needs them.</param>
    public BatchMemory(long blockSize, int mostFree)
    {
        this.blockSize = (nuint)blockSize;
        this.mostFree = mostFree;
    }

    /// <summary>A tensor of float32 on the CPU, whose values are whatever the memory held before.</summary>
    /// <param name="shape">Its shape; no more values than there are in a block.</param>
    public Tensor Empty(ReadOnlySpan<long> shape)
    {
        nint block = Take();
        OwnerOfEach[block] = this;
        const sbyte Type = (sbyte)ScalarType.Float32;
        fixed (long* sizes = shape)
        {
            nint tensor = TensorOf(block, &Return, sizes, shape.Length, Type, Type, (int)DeviceType.CPU, AnyIndex, requiresGradient: 0);
            if (tensor == 0)
            {
                CheckForErrors();
            }

            return Tensor.UnsafeCreateTensor(tensor);
        }
    }

    /// <summary>Frees what no tensor needs; the rest is freed as soon as none does.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            while (free.TryPop(out nint block))
            {
                NativeMemory.AlignedFree((void*)block);
            }
        }
    }

    /// <summary>Called by torch, on any thread, when the last tensor of a block is gone.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Return(nint block)
    {
        if (OwnerOfEach.TryRemove(block, out BatchMemory? owner))
        {
            owner.KeepOrFree(block);
        }
    }

    /// <summary>TorchSharp's own way to a tensor of memory that it does not own.</summary>
    [LibraryImport("LibTorchSharp", EntryPoint = "THSTensor_new")]
    private static partial nint TensorOf(
        nint memory, delegate* unmanaged[Cdecl]<nint, void> release, long* sizes, int dimensions, sbyte type, sbyte wantedType, int device, int deviceIndex, int requiresGradient);

    private nint Take()
    {
        lock (gate)
        {
            if (free.TryPop(out nint block))
            {
                return block;
            }
        }

        return (nint)NativeMemory.AlignedAlloc(blockSize, Alignment);
    }

    private void KeepOrFree(nint block)
    {
        lock (gate)
        {
            if (!isDisposed && free.Count < mostFree)
            {
                free.Push(block);
                return;
            }
        }

        NativeMemory.AlignedFree((void*)block);
    }
}
