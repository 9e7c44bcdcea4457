"""Owns FAMILIES: what "softmax from scratch" rules out besides torch.softmax itself.

A family is keyed by its canonical dotted name; any member in an exercise's `forbid` list stands for all of them.
"""

from __future__ import annotations

from typing import NamedTuple


class Family(NamedTuple):
    """Names that compute the same thing: public dotted names, tensor methods, and operators below torch's surface."""

    names: frozenset[str]
    methods: frozenset[str] = frozenset()
    operators: frozenset[str] = frozenset()  # as in torch.ops.aten, without underscores at the ends


def _family(prefixes: dict[str, str], methods: str = "", operators: str = "") -> Family:
    names = {f"{prefix}.{name}" for prefix, listed in prefixes.items() for name in listed.split()}
    return Family(frozenset(names), frozenset(methods.split()), frozenset(f"{operators} {methods}".split()))


FAMILIES: dict[str, Family] = {
    "torch.softmax": _family(
        {
            "torch": "softmax log_softmax _softmax _log_softmax",
            "torch.nn.functional": "softmax log_softmax softmin gumbel_softmax cross_entropy "
            "scaled_dot_product_attention multi_head_attention_forward "
            "linear_cross_entropy",
            "torch.nn": "Softmax Softmax2d LogSoftmax Softmin CrossEntropyLoss AdaptiveLogSoftmaxWithLoss "
            "MultiheadAttention Transformer TransformerEncoder TransformerDecoder "
            "TransformerEncoderLayer TransformerDecoderLayer",
            "torch.special": "softmax log_softmax",
            "torch.sparse": "softmax log_softmax",
            "torch.masked": "softmax log_softmax softmin",
            "torch.distributions": "Categorical OneHotCategorical",
            "scipy.special": "softmax log_softmax",
            "sklearn.utils.extmath": "softmax",
            "jax.nn": "softmax log_softmax",
            "d2l": "softmax masked_softmax",
        },
        methods="softmax log_softmax",
        operators="safe_softmax softmin sparse_softmax sparse_log_softmax cross_entropy_loss "
        "scaled_dot_product_attention",
    ),
    "torch.nn.functional.conv2d": _family(
        {
            "torch": "conv1d conv2d conv3d convolution conv_transpose1d conv_transpose2d conv_transpose3d "
            "conv_tbc _convolution _convolution_mode cudnn_convolution mkldnn_convolution "
            "miopen_convolution",
            "torch.nn.functional": "conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d conv_tbc",
            "torch.nn": "Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d LazyConv1d "
            "LazyConv2d LazyConv3d LazyConvTranspose1d LazyConvTranspose2d LazyConvTranspose3d",
            "torch.nn.grad": "conv1d_input conv1d_weight conv2d_input conv2d_weight conv3d_input conv3d_weight",
            "scipy.signal": "correlate correlate2d convolve convolve2d fftconvolve oaconvolve sepfir2d",
            "scipy.ndimage": "correlate correlate1d convolve convolve1d",
            "numpy": "convolve correlate",
            "cv2": "filter2D sepFilter2D",
            "jax.lax": "conv conv_general_dilated conv_with_general_padding",
            "d2l": "corr2d corr2d_multi_in corr2d_multi_in_out Conv2D",
        },
        operators="conv1d conv2d conv3d convolution convolution_mode convolution_overrideable conv_transpose1d "
        "conv_transpose2d conv_transpose3d conv_tbc slow_conv3d slow_conv2d_forward thnn_conv2d "
        "mkldnn_convolution cudnn_convolution",
    ),
    "torch.nn.functional.batch_norm": _family(
        {
            "torch": "batch_norm native_batch_norm batch_norm_elemt batch_norm_stats batch_norm_gather_stats "
            "batch_norm_gather_stats_with_counts batch_norm_update_stats cudnn_batch_norm "
            "miopen_batch_norm instance_norm group_norm native_group_norm layer_norm native_layer_norm "
            "rms_norm",
            "torch.nn.functional": "batch_norm instance_norm group_norm layer_norm rms_norm",
            "torch.nn": "BatchNorm1d BatchNorm2d BatchNorm3d LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d "
            "SyncBatchNorm InstanceNorm1d InstanceNorm2d InstanceNorm3d LazyInstanceNorm1d "
            "LazyInstanceNorm2d LazyInstanceNorm3d GroupNorm LayerNorm RMSNorm CrossMapLRN2d",
            "torch.nn.modules.batchnorm": "_BatchNorm _NormBase",
            "d2l": "batch_norm BatchNorm",
        },
        operators="batch_norm native_batch_norm native_batch_norm_legit native_batch_norm_legit_functional "
        "native_batch_norm_legit_no_training batch_norm_with_update batch_norm_no_update "
        "batch_norm_impl_index batch_norm_elemt batch_norm_stats cudnn_batch_norm miopen_batch_norm "
        "instance_norm group_norm native_group_norm layer_norm native_layer_norm rms_norm",
    ),
    "torch.nn.GRU": _family(
        {
            "torch": "gru gru_cell _thnn_fused_gru_cell quantized_gru_cell",
            "torch.nn": "GRU GRUCell RNNBase",  # RNNBase("GRU", …) makes one
            "d2l": "gru GRU GRUScratch get_params init_gru_state",
        },
        operators="gru gru_cell thnn_fused_gru_cell quantized_gru_cell",
    ),
}


def family(entry: str) -> Family:
    """All that `entry` of a forbid list rules out. An entry of no known family is itself and its obvious namesakes."""
    for known in FAMILIES.values():
        if entry in known.names:
            return known
    package, _, name = entry.rpartition(".")
    if package.partition(".")[0] != "torch":
        return Family(frozenset({entry}))
    if package == "torch.Tensor":
        return Family(frozenset({entry}), frozenset({name, name.rstrip("_") + "_"}))
    if name[:1].isupper():
        return Family(frozenset({entry}))
    method = name if package in ("torch", "torch.special", "torch.nn.functional") else ""
    aliases = {entry, f"torch.{name}", f"torch.{name}_", f"torch.special.{name}", f"torch.nn.functional.{name}"}
    methods = {method, f"{method}_"} if method else set()
    return Family(frozenset(aliases), frozenset(methods), frozenset({name}))
