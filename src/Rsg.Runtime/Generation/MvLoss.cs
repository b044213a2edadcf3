using Rsg.Native;
using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>The MV loss (Eq. 6) and its terms, scalars.</summary>
internal sealed record MvLoss(Tensor Sum, Tensor Direction, Tensor Length, Tensor Contrast)
{
    /// <summary>The loss where nothing was generated.</summary>
    public static MvLoss Zero(Tensor like) => new(Scalar(like), Scalar(like), Scalar(like), Scalar(like));

    /// <summary>The chosen terms and their sum; a term that is not computed is 0.</summary>
    public static MvLoss Of(Tensor like, Tensor? direction, Tensor? length, Tensor? contrast)
    {
        direction ??= Scalar(like);
        length ??= Scalar(like);
        contrast ??= Scalar(like);
        return new MvLoss(direction.Plus(length).Plus(contrast), direction, length, contrast);
    }

    private static Tensor Scalar(Tensor like) => zeros([], dtype: like.dtype, device: like.device);
}
