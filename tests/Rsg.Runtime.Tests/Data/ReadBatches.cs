using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

/// <summary>What the batches of an epoch hold, read and freed one after the other.</summary>
internal static class ReadBatches
{
    public static List<(float[] Pixels, long[] Labels)> Of(BatchLoader loader, int epoch)
    {
        var batches = new List<(float[], long[])>();
        foreach (Batch batch in loader.ReadEpoch(epoch))
        {
            using (batch)
            {
                batches.Add(Content(batch));
            }
        }

        return batches;
    }

    public static (float[] Pixels, long[] Labels) Content(Batch batch)
    {
        Assert.Equal(Values(batch.Labels.Tensor.data<long>()), batch.Labels.Values.ToArray());
        return (Values(batch.Images.data<float>()), Values(batch.Labels.Tensor.data<long>()));

        static T[] Values<T>(TorchSharp.Utils.TensorAccessor<T> values)
            where T : unmanaged
        {
            using (values)
            {
                return values.ToArray();
            }
        }
    }
}
