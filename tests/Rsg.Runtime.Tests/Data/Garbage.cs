namespace Rsg.Runtime.Tests.Data;

/// <summary>Tensors that live as long as the set that they are of are freed with it, by the garbage collector; tests that count tensors must not see that.</summary>
internal static class Garbage
{
    public static void Collect()
    {
        // What a finalizer lets go of takes another round.
        for (int round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
